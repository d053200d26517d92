using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The angle in radians of the point (b, a). Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Atan2(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.Atan2, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Divide(Multiply(dy, b), Add(Square(a), Square(b)))),
            GradientFor(b, () => Negate(Divide(Multiply(dy, a), Add(Square(a), Square(b))))),
        ]);
        return y;
    }
}
