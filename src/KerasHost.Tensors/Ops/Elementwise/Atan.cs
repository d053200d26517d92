using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The angle in radians whose tangent each element is.</summary>
    public static Tensor Atan(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Atan, x);
        GradientTape.Record(y, x, dy => Divide(dy, Add(Square(x), Constant(1, x))));
        return y;
    }
}
