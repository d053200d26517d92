using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = x², element by element.</summary>
    public static Tensor Square(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Square, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Multiply(x, Constant(2, x))));
        return y;
    }
}
