using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The whole number not above a / b; the gradient is none. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor FloorDivide(Tensor a, Tensor b) => Binary(BinaryKind.FloorDivide, a, b);
}
