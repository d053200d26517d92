using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = a / b, floats. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Divide(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.Divide, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Divide(dy, b)),
            GradientFor(b, () => Negate(Divide(Multiply(dy, y), b))),
        ]);
        return y;
    }
}
