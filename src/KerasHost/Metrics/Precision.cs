namespace KerasHost.Metrics;

/// <summary>The part of positive predictions that are right: true positives / (true positives + false positives). Mirrors <c>Precision</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
[KerasExport("keras.metrics.Precision")]
public class Precision : PredictionRate
{
    /// <summary>The part of positive predictions that are right.</summary>
    /// <param name="thresholds">Above which a prediction is positive; null means 0.5, or none with top_k. Several give a result each.</param>
    /// <param name="top_k">How many of a sample's largest predictions may be positive, or null for all.</param>
    /// <param name="class_id">The only class that counts, or null for all.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">A threshold is not in [0, 1].</exception>
    public Precision(Thresholds? thresholds = null, int? top_k = null, int? class_id = null, string? name = null, DType? dtype = null)
        : base(thresholds, top_k, class_id, "false_positives", name, dtype) { }

    private protected override double[] Wrong(ConfusionMatrix.Counts counts) => counts.FalsePositives;
}
