using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = 1/√x, element by element.</summary>
    public static Tensor Rsqrt(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Rsqrt, x);
        GradientTape.Record(y, x, dy => Multiply(Multiply(dy, Constant(-0.5, y)), Multiply(y, Square(y))));
        return y;
    }
}
