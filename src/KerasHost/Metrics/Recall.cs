namespace KerasHost.Metrics;

/// <summary>The part of positive samples that are predicted so: true positives / (true positives + false negatives). Mirrors <c>Recall</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
[KerasExport("keras.metrics.Recall")]
public class Recall : PredictionRate
{
    /// <summary>The part of positive samples that are predicted so.</summary>
    /// <param name="thresholds">Above which a prediction is positive; null means 0.5, or none with top_k. Several give a result each.</param>
    /// <param name="top_k">How many of a sample's largest predictions may be positive, or null for all.</param>
    /// <param name="class_id">The only class that counts, or null for all.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">A threshold is not in [0, 1].</exception>
    public Recall(Thresholds? thresholds = null, int? top_k = null, int? class_id = null, string? name = null, DType? dtype = null)
        : base(thresholds, top_k, class_id, "false_negatives", name, dtype) { }

    private protected override double[] Wrong(ConfusionMatrix.Counts counts) => counts.FalseNegatives;
}
