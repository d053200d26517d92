using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = (a - b)². Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor SquaredDifference(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.SquaredDifference, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Multiply(dy, Multiply(Subtract(a, b), Constant(2, a)))),
            GradientFor(b, () => Multiply(dy, Multiply(Subtract(b, a), Constant(2, a)))),
        ]);
        return y;
    }
}
