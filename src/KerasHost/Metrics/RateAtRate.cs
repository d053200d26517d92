namespace KerasHost.Metrics;

/// <summary>The best of one rate where another is at least a given one. Mirrors <c>SensitivitySpecificityBase</c> of tf_keras/src/metrics/confusion_metrics.py.</summary>
public abstract class RateAtRate : Metric
{
    private readonly ConfusionMatrix _matrix;
    private readonly double _least;
    private readonly Variable _truePositives, _trueNegatives, _falsePositives, _falseNegatives;

    private protected RateAtRate(string argument, double least, int num_thresholds, int? class_id, string? name, DType? dtype) : base(name, dtype)
    {
        if (least is not (>= 0 and <= 1))
            throw new KerasValueException($"Argument `{argument}` must be in the range [0, 1]. Received: {argument}={PythonText.Repr(least)}");
        if (num_thresholds <= 0)
            throw new KerasValueException($"Argument `num_thresholds` must be an integer > 0. Received: num_thresholds={num_thresholds}");
        this.num_thresholds = num_thresholds;
        this.class_id = class_id;
        _least = least;
        var thresholds = new double[num_thresholds];
        for (int i = 0; i < num_thresholds; i++)
            thresholds[i] = num_thresholds == 1 ? 0.5 : (double)i / (num_thresholds - 1);
        _matrix = new(thresholds, num_thresholds > 1, false);
        _truePositives = add_weight("true_positives", [num_thresholds]);
        _trueNegatives = add_weight("true_negatives", [num_thresholds]);
        _falsePositives = add_weight("false_positives", [num_thresholds]);
        _falseNegatives = add_weight("false_negatives", [num_thresholds]);
    }

    /// <summary>How many thresholds are tried.</summary>
    public int num_thresholds { get; }

    /// <summary>The only class that counts, or null.</summary>
    public int? class_id { get; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        ConfusionMatrix.Counts counts = _matrix.Count(y_true, y_pred, sample_weight, dtype, classId: class_id);
        Add(_truePositives, counts.TruePositives);
        Add(_trueNegatives, counts.TrueNegatives);
        Add(_falsePositives, counts.FalsePositives);
        Add(_falseNegatives, counts.FalseNegatives);
    }

    /// <summary>The part of positive samples that are predicted so, which is also called recall.</summary>
    private protected Tensor Sensitivity => Op.DivideNoNan(_truePositives, Op.Add(_truePositives, _falseNegatives));

    /// <summary>The part of negative samples that are predicted so.</summary>
    private protected Tensor Specificity => Op.DivideNoNan(_trueNegatives, Op.Add(_trueNegatives, _falsePositives));

    /// <summary>The part of positive predictions that are right.</summary>
    private protected Tensor Precision => Op.DivideNoNan(_truePositives, Op.Add(_truePositives, _falsePositives));

    /// <summary>The largest of one rate where another is large enough, or 0.</summary>
    private protected Tensor Largest(Tensor rate, Tensor bounded)
    {
        Tensor enough = bounded >= _least;
        Tensor chosen = Op.Where(enough, rate, Op.Constant(double.NegativeInfinity, rate));
        return (bool)Op.Any(enough) ? Op.Max(chosen) : Op.Constant(0, rate);
    }
}
