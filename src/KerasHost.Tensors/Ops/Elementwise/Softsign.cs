using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = x / (1 + |x|), element by element; the gradient is 1 / (1 + |x|)².</summary>
    public static Tensor Softsign(Tensor x)
    {
        Tensor y = Binary(BinaryKind.Divide, x, Binary(BinaryKind.Add, Unary(UnaryKind.Abs, x), Constant(1, x)));
        GradientTape.Record(y, x, dy => Divide(dy, Square(Add(Abs(x), Constant(1, x)))));
        return y;
    }
}
