using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = ln x, element by element.</summary>
    public static Tensor Log(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Log, x);
        GradientTape.Record(y, x, dy => Divide(dy, x));
        return y;
    }
}
