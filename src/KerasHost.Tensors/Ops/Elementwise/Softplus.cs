using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = ln(1 + eˣ), element by element.</summary>
    public static Tensor Softplus(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Softplus, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Sigmoid(x)));
        return y;
    }
}
