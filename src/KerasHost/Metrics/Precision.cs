namespace KerasHost.Metrics;

/// <summary>The part of positive predictions that are right: true positives / (true positives + false positives). Mirrors <c>Precision</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
[KerasExport("keras.metrics.Precision")]
public class Precision : Metric
{
    private readonly ConfusionMatrix _matrix;
    private readonly Variable _right;
    private readonly Variable _wrong;

    /// <summary>The part of positive predictions that are right.</summary>
    /// <param name="thresholds">Above which a prediction is positive; null means 0.5, or none with top_k. Several give a result each.</param>
    /// <param name="top_k">How many of a sample's largest predictions may be positive, or null for all.</param>
    /// <param name="class_id">The only class that counts, or null for all.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">A threshold is not in [0, 1].</exception>
    public Precision(Thresholds? thresholds = null, int? top_k = null, int? class_id = null, string? name = null, DType? dtype = null) : base(name, dtype)
    {
        this.thresholds = thresholds;
        this.top_k = top_k;
        this.class_id = class_id;
        double[] values = Thresholds.Checked(thresholds, top_k is null ? 0.5 : -1e10);
        _matrix = new(values);
        _right = add_weight("true_positives", [values.Length]);
        _wrong = add_weight("false_positives", [values.Length]);
    }

    /// <summary>Above which a prediction is positive, as given.</summary>
    public Thresholds? thresholds { get; }

    /// <summary>How many of a sample's largest predictions may be positive, or null.</summary>
    public int? top_k { get; }

    /// <summary>The only class that counts, or null.</summary>
    public int? class_id { get; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        ConfusionMatrix.Counts counts = _matrix.Count(y_true, y_pred, sample_weight, dtype, top_k, class_id);
        Add(_right, counts.TruePositives);
        Add(_wrong, counts.FalsePositives);
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        Tensor part = Op.DivideNoNan(_right, Op.Add(_right, _wrong));
        return part.Length == 1 ? Op.Reshape(part, []) : part;
    }
}
