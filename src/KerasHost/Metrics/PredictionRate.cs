namespace KerasHost.Metrics;

/// <summary>True positives as a part of them and one kind of wrong predictions, at each threshold.</summary>
public abstract class PredictionRate : Metric
{
    private readonly ConfusionMatrix _matrix;
    private readonly Variable _right;
    private readonly Variable _wrong;

    private protected PredictionRate(Thresholds? thresholds, int? top_k, int? class_id, string wrong, string? name, DType? dtype) : base(name, dtype)
    {
        this.thresholds = thresholds;
        this.top_k = top_k;
        this.class_id = class_id;
        double[] values = Thresholds.Checked(thresholds, top_k is null ? 0.5 : -1e10);
        _matrix = new(values);
        _right = add_weight("true_positives", [values.Length]);
        _wrong = add_weight(wrong, [values.Length]);
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
        Add(_wrong, Wrong(counts));
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        Tensor part = Op.DivideNoNan(_right, Op.Add(_right, _wrong));
        return part.Length == 1 ? Op.Reshape(part, []) : part;
    }

    private protected abstract double[] Wrong(ConfusionMatrix.Counts counts);
}
