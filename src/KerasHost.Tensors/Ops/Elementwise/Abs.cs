using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = |x|, element by element; the gradient at 0 is 0.</summary>
    public static Tensor Abs(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Abs, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Sign(x)));
        return y;
    }
}
