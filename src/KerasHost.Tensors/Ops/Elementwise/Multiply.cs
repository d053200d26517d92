using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = a·b. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Multiply(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.Multiply, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Multiply(dy, b)),
            GradientFor(b, () => Multiply(dy, a)),
        ]);
        return y;
    }
}
