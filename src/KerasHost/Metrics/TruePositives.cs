namespace KerasHost.Metrics;

/// <summary>Weights of positive samples that are predicted so. Mirrors <c>TruePositives</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
[KerasExport("keras.metrics.TruePositives")]
public class TruePositives : ConfusionCount
{
    /// <summary>Weights of positive samples that are predicted so.</summary>
    /// <param name="thresholds">Above which a prediction is positive; null means 0.5. Several give a result each.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">A threshold is not in [0, 1].</exception>
    public TruePositives(Thresholds? thresholds = null, string? name = null, DType? dtype = null) : base(thresholds, name, dtype) { }

    private protected override double[] Chosen(ConfusionMatrix.Counts counts) => counts.TruePositives;
}
