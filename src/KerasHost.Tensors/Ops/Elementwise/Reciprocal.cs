using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = 1/x, element by element.</summary>
    public static Tensor Reciprocal(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Reciprocal, x);
        GradientTape.Record(y, x, dy => Negate(Multiply(dy, Square(y))));
        return y;
    }
}
