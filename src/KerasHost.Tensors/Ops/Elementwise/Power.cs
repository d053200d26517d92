using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = aᵇ. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Power(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.Power, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Multiply(dy, Multiply(b, Power(a, Subtract(b, Constant(1, b)))))),
            GradientFor(b, () => Multiply(dy, Multiply(y, Where(Greater(a, Constant(0, a)), Log(Where(Greater(a, Constant(0, a)), a, OnesLike(a))), ZerosLike(a))))),
        ]);
        return y;
    }
}
