using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Either a or b, both bool. The result is bool; shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor LogicalXor(Tensor a, Tensor b) => Binary(BinaryKind.LogicalXor, a, b);
}
