using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Cosine of each element, an angle in radians.</summary>
    public static Tensor Cos(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Cos, x);
        GradientTape.Record(y, x, dy => Negate(Multiply(dy, Sin(x))));
        return y;
    }
}
