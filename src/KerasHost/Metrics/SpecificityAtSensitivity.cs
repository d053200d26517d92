namespace KerasHost.Metrics;

/// <summary>The best specificity among thresholds whose sensitivity is at least a given one. Mirrors <c>SpecificityAtSensitivity</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
[KerasExport("keras.metrics.SpecificityAtSensitivity")]
[ConfigOrder("name", "dtype", "class_id", "num_thresholds")]
public class SpecificityAtSensitivity : RateAtRate
{
    /// <summary>The best specificity among thresholds whose sensitivity is at least a given one.</summary>
    /// <param name="sensitivity">The given one, 0 to 1.</param>
    /// <param name="num_thresholds">How many thresholds are tried.</param>
    /// <param name="class_id">The only class that counts, or null for all.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">The given one is not in [0, 1], or there is no threshold.</exception>
    public SpecificityAtSensitivity(double sensitivity, int num_thresholds = 200, int? class_id = null, string? name = null, DType? dtype = null)
        : base("sensitivity", sensitivity, num_thresholds, class_id, name, dtype) => this.sensitivity = sensitivity;

    /// <summary>The given one.</summary>
    public double sensitivity { get; }

    /// <inheritdoc/>
    public override Tensor result() => Largest(Specificity, Sensitivity);
}
