using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = a / b, or 0 where b is 0; floats. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor DivideNoNan(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.DivideNoNan, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => DivideNoNan(dy, b)),
            GradientFor(b, () => Negate(DivideNoNan(Multiply(dy, y), b))),
        ]);
        return y;
    }
}
