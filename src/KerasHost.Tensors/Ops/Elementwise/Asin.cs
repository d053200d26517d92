using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The angle in radians whose sine each element is.</summary>
    public static Tensor Asin(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Asin, x);
        GradientTape.Record(y, x, dy => Divide(dy, Sqrt(Subtract(Constant(1, x), Square(x)))));
        return y;
    }
}
