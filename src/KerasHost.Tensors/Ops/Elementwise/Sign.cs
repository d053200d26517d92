using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>-1, 0 or 1 by the sign of each element; the gradient is 0.</summary>
    public static Tensor Sign(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Sign, x);
        GradientTape.Record(y, x, dy => ZerosLike(dy));
        return y;
    }
}
