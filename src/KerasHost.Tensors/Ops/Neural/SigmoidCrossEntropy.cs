using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>
    /// max(x, 0) - x·z + ln(1 + e⁻ˡˣˡ) for logits x and labels z, as TensorFlow's <c>sigmoid_cross_entropy_with_logits</c>; no overflow.
    /// </summary>
    /// <param name="labels">Probabilities, of the shape and type of the logits.</param>
    /// <param name="logits">Any shape, floats.</param>
    public static Tensor SigmoidCrossEntropy(Tensor labels, Tensor logits)
    {
        Tensor y = Add(Subtract(Binary(BinaryKind.Maximum, logits, Constant(0, logits)), Binary(BinaryKind.Multiply, logits, labels)),
            Unary(UnaryKind.Log1p, Unary(UnaryKind.Exp, Unary(UnaryKind.Negate, Unary(UnaryKind.Abs, logits)))));
        Tensor result = y.View(y.shape);
        GradientTape.Record(result, [logits, labels], dy =>
        [
            GradientFor(logits, () => Multiply(dy, Subtract(Sigmoid(logits), labels))),
            GradientFor(labels, () => Negate(Multiply(dy, logits))),
        ]);
        return result;
    }
}
