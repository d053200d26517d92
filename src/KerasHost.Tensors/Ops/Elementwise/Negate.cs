using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = -x, element by element.</summary>
    public static Tensor Negate(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Negate, x);
        GradientTape.Record(y, x, dy => Negate(dy));
        return y;
    }
}
