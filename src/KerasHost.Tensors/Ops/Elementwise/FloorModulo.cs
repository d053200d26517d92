using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>a - b·⌊a / b⌋, of the sign of b. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor FloorModulo(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.FloorModulo, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => dy),
            GradientFor(b, () => Negate(Multiply(dy, FloorDivide(a, b)))),
        ]);
        return y;
    }
}
