using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = 1 / (1 + e⁻ˣ), element by element. The result remembers x, from which a crossentropy is computed without loss.</summary>
    public static Tensor Sigmoid(Tensor x)
    {
        Tensor y = Unary(UnaryKind.Sigmoid, x);
        y.Logits = x;
        GradientTape.Record(y, x, dy => GradientTape.IsRecording
            ? Multiply(dy, Multiply(y, Subtract(Constant(1, y), y)))
            : Binary(BinaryKind.SigmoidGradient, y, dy));
        return y;
    }
}
