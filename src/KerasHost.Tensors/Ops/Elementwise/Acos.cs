using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The angle in radians whose cosine each element is.</summary>
    public static Tensor Acos(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Acos, x);
        GradientTape.Record(y, x, dy => Negate(Divide(dy, Sqrt(Subtract(Constant(1, x), Square(x))))));
        return y;
    }
}
