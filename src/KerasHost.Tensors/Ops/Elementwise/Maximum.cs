using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The larger of a and b; NaN if one is. The gradient goes to a where both are equal, to b where one is NaN. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Maximum(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.Maximum, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Where(GreaterEqual(a, b), dy, Constant(0, dy))),
            GradientFor(b, () => Where(GreaterEqual(a, b), Constant(0, dy), dy)),
        ]);
        return y;
    }
}
