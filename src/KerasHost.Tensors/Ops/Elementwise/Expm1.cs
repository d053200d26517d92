using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = eˣ - 1, exact for small x, element by element.</summary>
    public static Tensor Expm1(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Expm1, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Exp(x)));
        return y;
    }
}
