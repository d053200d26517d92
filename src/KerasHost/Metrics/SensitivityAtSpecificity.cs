namespace KerasHost.Metrics;

/// <summary>The best sensitivity among thresholds whose specificity is at least a given one. Mirrors <c>SensitivityAtSpecificity</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
[KerasExport("keras.metrics.SensitivityAtSpecificity")]
[ConfigOrder("name", "dtype", "class_id", "num_thresholds")]
public class SensitivityAtSpecificity : RateAtRate
{
    /// <summary>The best sensitivity among thresholds whose specificity is at least a given one.</summary>
    /// <param name="specificity">The given one, 0 to 1.</param>
    /// <param name="num_thresholds">How many thresholds are tried.</param>
    /// <param name="class_id">The only class that counts, or null for all.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">The given one is not in [0, 1], or there is no threshold.</exception>
    public SensitivityAtSpecificity(double specificity, int num_thresholds = 200, int? class_id = null, string? name = null, DType? dtype = null)
        : base("specificity", specificity, num_thresholds, class_id, name, dtype) => this.specificity = specificity;

    /// <summary>The given one.</summary>
    public double specificity { get; }

    /// <inheritdoc/>
    public override Tensor result() => Largest(Sensitivity, Specificity);
}
