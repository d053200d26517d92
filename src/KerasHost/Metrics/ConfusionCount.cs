namespace KerasHost.Metrics;

/// <summary>A count of right or wrong predictions. Mirrors <c>_ConfusionMatrixConditionCount</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
public abstract class ConfusionCount : Metric
{
    private readonly ConfusionMatrix _matrix;
    private readonly Variable _accumulator;

    private protected ConfusionCount(Thresholds? thresholds, string? name, DType? dtype) : base(name, dtype)
    {
        this.thresholds = thresholds;
        double[] values = Thresholds.Checked(thresholds, 0.5);
        _matrix = new(values);
        _accumulator = add_weight("accumulator", [values.Length]);
    }

    /// <summary>Above which a prediction is positive, as given; null means 0.5.</summary>
    public Thresholds? thresholds { get; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) =>
        Add(_accumulator, Chosen(_matrix.Count(y_true, y_pred, sample_weight, dtype)));

    /// <inheritdoc/>
    public override Tensor result() => _accumulator.shape[0] == 1 ? Op.Reshape(_accumulator, []) : Op.Identity(_accumulator);

    private protected abstract double[] Chosen(ConfusionMatrix.Counts counts);
}
