namespace KerasHost.Metrics;

/// <summary>The best precision among thresholds whose recall is at least a given one. Mirrors <c>PrecisionAtRecall</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
[KerasExport("keras.metrics.PrecisionAtRecall")]
[ConfigOrder("name", "dtype", "class_id", "num_thresholds")]
public class PrecisionAtRecall : RateAtRate
{
    /// <summary>The best precision among thresholds whose recall is at least a given one.</summary>
    /// <param name="recall">The given one, 0 to 1.</param>
    /// <param name="num_thresholds">How many thresholds are tried.</param>
    /// <param name="class_id">The only class that counts, or null for all.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">The given one is not in [0, 1], or there is no threshold.</exception>
    public PrecisionAtRecall(double recall, int num_thresholds = 200, int? class_id = null, string? name = null, DType? dtype = null)
        : base("recall", recall, num_thresholds, class_id, name, dtype) => this.recall = recall;

    /// <summary>The given one.</summary>
    public double recall { get; }

    /// <inheritdoc/>
    public override Tensor result() => Largest(Precision, Sensitivity);
}
