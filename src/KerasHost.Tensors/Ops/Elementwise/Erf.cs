using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The error function, element by element.</summary>
    public static Tensor Erf(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Erf, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Multiply(Exp(Negate(Square(x))), Constant(2 / Math.Sqrt(Math.PI), x))));
        return y;
    }
}
