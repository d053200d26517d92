using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>a = b. The result is bool; shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Equal(Tensor a, Tensor b) => Binary(BinaryKind.Equal, a, b);
}
