using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Sine of each element, an angle in radians.</summary>
    public static Tensor Sin(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Sin, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Cos(x)));
        return y;
    }
}
