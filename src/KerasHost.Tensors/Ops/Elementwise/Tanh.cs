using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = tanh x, element by element.</summary>
    public static Tensor Tanh(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Tanh, x);
        GradientTape.Record(y, x, dy => GradientTape.IsRecording
            ? Multiply(dy, Subtract(Constant(1, y), Square(y)))
            : Binary(BinaryKind.TanhGradient, y, dy));
        return y;
    }
}
