using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = eˣ, element by element.</summary>
    public static Tensor Exp(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Exp, x);
        GradientTape.Record(y, x, dy => Multiply(dy, y));
        return y;
    }
}
