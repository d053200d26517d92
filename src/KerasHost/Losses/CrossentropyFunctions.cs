using KerasHost.Backend;

namespace KerasHost.Losses;

/// <summary>Crossentropies. Mirrors tf_keras/src/losses.py and tf_keras/src/backend.py.</summary>
public static class CrossentropyFunctions
{
    /// <summary>-y·ln p - (1 - y)·ln(1 - p), the mean over the last axis.</summary>
    /// <param name="y_true">Targets 0 to 1, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">Probabilities, of the same shape.</param>
    [KerasExport("keras.losses.binary_crossentropy", "keras.metrics.binary_crossentropy", AsValue = true, Family = typeof(LossArg))]
    public static Tensor binary_crossentropy(Tensor y_true, Tensor y_pred)
    {
        y_true = Op.Cast(y_true, y_pred.dtype);
        if (y_pred.Logits is { } logits)
            return Op.Mean(Op.SigmoidCrossEntropy(y_true, logits), [-1]);
        double epsilon = Settings.epsilon();
        Tensor p = Op.ClipByValue(y_pred, epsilon, 1 - epsilon);
        Tensor sum = y_true * Op.Log(p + epsilon) + (1 - y_true) * Op.Log(1 - p + epsilon);
        return Op.Mean(-sum, [-1]);
    }
}
