namespace KerasHost.Metrics;

/// <summary>How often outputs are on the right side of a threshold. Mirrors <c>BinaryAccuracy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.BinaryAccuracy")]
public class BinaryAccuracy : MeanMetricWrapper
{
    /// <summary>How often outputs are on the right side of a threshold.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="threshold">Above it a prediction is 1.</param>
    public BinaryAccuracy(string? name = "binary_accuracy", DType? dtype = null, double threshold = 0.5) : base(name, dtype) =>
        this.threshold = threshold;

    /// <summary>Above it a prediction is 1.</summary>
    public double threshold { get; }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => AccuracyFunctions.BinaryMatches(y_true, y_pred, threshold);
}
