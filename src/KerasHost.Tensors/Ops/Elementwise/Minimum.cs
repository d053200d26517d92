using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The smaller of a and b; NaN if one is. The gradient goes to a where both are equal, to b where one is NaN. Shapes broadcast as in NumPy.</summary>
    /// <exception cref="KerasShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="KerasTypeException">The types differ.</exception>
    public static Tensor Minimum(Tensor a, Tensor b)
    {
        Tensor y = Binary(BinaryKind.Minimum, a, b);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Where(LessEqual(a, b), dy, Constant(0, dy))),
            GradientFor(b, () => Where(LessEqual(a, b), Constant(0, dy), dy)),
        ]);
        return y;
    }
}
