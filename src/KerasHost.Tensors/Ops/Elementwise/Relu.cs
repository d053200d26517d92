using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = max(x, 0), element by element; the gradient at 0 is 0.</summary>
    public static Tensor Relu(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Relu, x);
        GradientTape.Record(y, x, dy => GradientTape.IsRecording
            ? Multiply(dy, Cast(Greater(y, Constant(0, y)), y.dtype))
            : Binary(BinaryKind.ReluGradient, y, dy));
        return y;
    }
}
