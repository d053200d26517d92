using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Hyperbolic cosine of each element.</summary>
    public static Tensor Cosh(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Cosh, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Sinh(x)));
        return y;
    }
}
