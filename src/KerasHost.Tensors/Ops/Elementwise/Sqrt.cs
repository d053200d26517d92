using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = √x, element by element.</summary>
    public static Tensor Sqrt(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Sqrt, x);
        GradientTape.Record(y, x, dy => Divide(Multiply(dy, Constant(0.5, y)), y));
        return y;
    }
}
