using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = ln(1 + x), exact for small x, element by element.</summary>
    public static Tensor Log1p(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Log1p, x);
        GradientTape.Record(y, x, dy => Divide(dy, Add(x, Constant(1, x))));
        return y;
    }
}
