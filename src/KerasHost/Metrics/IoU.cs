namespace KerasHost.Metrics;

/// <summary>
/// Intersection over union: true positives / (true positives + false positives + false negatives), the mean over some classes. Mirrors
/// <c>IoU</c> of tf_keras/src/metrics/iou_metrics.py.
/// </summary>
[KerasExport("keras.metrics.IoU")]
public class IoU : Metric
{
    private readonly Variable _matrix;

    /// <summary>Intersection over union of some classes.</summary>
    /// <param name="num_classes">How many classes there are.</param>
    /// <param name="target_class_ids">Which of them count.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="ignore_class">A class whose targets do not count, or null.</param>
    /// <param name="sparse_y_true">Whether targets are class numbers; else they are one-hot.</param>
    /// <param name="sparse_y_pred">Whether predictions are class numbers; else they are probabilities.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <exception cref="KerasValueException">There is no such class.</exception>
    public IoU(int num_classes, IReadOnlyList<int> target_class_ids, string? name = null, DType? dtype = null, int? ignore_class = null,
        bool sparse_y_true = true, bool sparse_y_pred = true, int axis = -1) : base(name, dtype)
    {
        if (target_class_ids.Max() >= num_classes)
            throw new KerasValueException($"Target class id {target_class_ids.Max()} is out of range, which is [0, {num_classes}).");
        this.num_classes = num_classes;
        this.target_class_ids = [.. target_class_ids];
        this.ignore_class = ignore_class;
        this.sparse_y_true = sparse_y_true;
        this.sparse_y_pred = sparse_y_pred;
        this.axis = axis;
        _matrix = add_weight("total_confusion_matrix", [num_classes, num_classes]);
    }

    /// <summary>How many classes there are.</summary>
    public int num_classes { get; }

    /// <summary>Which of them count.</summary>
    public IReadOnlyList<int> target_class_ids { get; }

    /// <summary>A class whose targets do not count, or null.</summary>
    public int? ignore_class { get; }

    /// <summary>Whether targets are class numbers.</summary>
    public bool sparse_y_true { get; }

    /// <summary>Whether predictions are class numbers.</summary>
    public bool sparse_y_pred { get; }

    /// <summary>The axis of the classes.</summary>
    public int axis { get; }

    /// <inheritdoc/>
    /// <exception cref="KerasValueException">A class number is outside the classes.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        long[] targets = Classes(y_true, sparse_y_true), predictions = Classes(y_pred, sparse_y_pred);
        double[]? weights = sample_weight is null ? null : Op.Cast(sample_weight, DType.Float64).ToArray<double>();
        if (predictions.Length != targets.Length)
            throw new KerasShapeException($"Shapes {y_pred.shape} and {y_true.shape} are incompatible");
        if (weights is not null && weights.Length != targets.Length)
            throw new KerasShapeException($"Shapes ({targets.Length},) and ({weights.Length},) are incompatible");
        var counts = new double[num_classes * num_classes];
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] == ignore_class)
                continue;
            Check("labels", targets[i]);
            Check("predictions", predictions[i]);
            counts[targets[i] * num_classes + predictions[i]] += weights is null ? 1 : weights[i];
        }
        Add(_matrix, counts);
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        Tensor right = Op.Sum(Op.Multiply(_matrix, Op.OneHot(Op.Range(0, num_classes), num_classes, dtype: dtype)), [0]);
        Tensor union = Op.Sum(_matrix, [0]) + Op.Sum(_matrix, [1]) - right;
        Tensor classes = Tensor.From<int>([.. target_class_ids], target_class_ids.Count);
        (right, union) = (Op.Gather(right, classes), Op.Gather(union, classes));
        Tensor present = Op.Sum(Op.Cast(Op.NotEqual(union, Op.Constant(0, union)), dtype));
        return Op.DivideNoNan(Op.Sum(Op.DivideNoNan(right, union)), present);
    }

    private void Check(string what, long number)
    {
        if (number < 0)
            throw new KerasValueException($"`{what}` contains negative values. Received: class {number}");
        if (number >= num_classes)
            throw new KerasValueException($"`{what}` out of bound. Received: class {number} of {num_classes}");
    }

    // NaN becomes the least integer, which is no class.
    private long[] Classes(Tensor x, bool sparse) => sparse
        ? Array.ConvertAll(Op.Cast(Op.Cast(x, dtype), DType.Float64).ToArray<double>(), value => double.IsNaN(value) ? long.MinValue : (long)value)
        : Op.ArgMax(x, axis).ToArray<long>();
}
