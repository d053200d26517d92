namespace KerasHost.Metrics;

/// <summary>How often predictions equal targets. Mirrors <c>Accuracy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.Accuracy")]
public class Accuracy : MeanMetricWrapper
{
    /// <summary>How often predictions equal targets.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public Accuracy(string? name = "accuracy", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => AccuracyFunctions.accuracy(y_true, y_pred);
}
