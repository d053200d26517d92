namespace KerasHost.Metrics;

/// <summary>How often predictions match targets. Mirrors tf_keras/src/metrics/accuracy_metrics.py.</summary>
public static class AccuracyFunctions
{
    /// <summary>The part of outputs on the right side of a threshold, by sample.</summary>
    /// <param name="y_true">Targets 0 or 1, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">Probabilities, of the same shape.</param>
    /// <param name="threshold">Above it a prediction is 1.</param>
    [KerasExport("keras.metrics.binary_accuracy", AsValue = true, Family = typeof(MetricArg))]
    public static Tensor binary_accuracy(Tensor y_true, Tensor y_pred, double threshold = 0.5)
    {
        Tensor predicted = Op.Cast(Op.Greater(y_pred, Op.Constant(threshold, y_pred)), y_pred.dtype);
        return Op.Mean(Op.Cast(Op.Equal(Op.Cast(y_true, y_pred.dtype), predicted), y_pred.dtype), [-1]);
    }
}
