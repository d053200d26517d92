using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Hyperbolic sine of each element.</summary>
    public static Tensor Sinh(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Sinh, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Cosh(x)));
        return y;
    }
}
