using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Tangent of each element, an angle in radians.</summary>
    public static Tensor Tan(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Tan, x);
        GradientTape.Record(y, x, dy => Multiply(dy, Add(Square(y), Constant(1, y))));
        return y;
    }
}
