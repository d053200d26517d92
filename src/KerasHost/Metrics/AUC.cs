using KerasHost.Backend;
using KerasHost.Saving;

namespace KerasHost.Metrics;

/// <summary>
/// The area under the curve of true over false positive rates (ROC), or of precision over recall (PR), from a fixed number of thresholds.
/// Mirrors <c>AUC</c> of tf_keras/src/metrics/confusion_metrics.py; precision and recall are joined as in Davis and Goadrich, 2006.
/// </summary>
[KerasExport("keras.metrics.AUC")]
[ConfigOrder("name", "dtype", "num_thresholds", "curve", "summation_method", "multi_label", "num_labels", "label_weights", "from_logits", "thresholds")]
public class AUC : Metric
{
    private readonly ConfusionMatrix _matrix;
    private Variable? _truePositives, _trueNegatives, _falsePositives, _falseNegatives;

    /// <summary>An area under a curve.</summary>
    /// <param name="num_thresholds">How many thresholds, evenly over [0, 1].</param>
    /// <param name="curve"><c>ROC</c> or <c>PR</c>.</param>
    /// <param name="summation_method"><c>interpolation</c>, <c>minoring</c> (rectangles below the curve) or <c>majoring</c> (above it).</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="thresholds">The thresholds to use between 0 and 1, instead of even ones.</param>
    /// <param name="multi_label">Whether each label has a curve of its own and the result is their mean.</param>
    /// <param name="num_labels">The number of labels, when known before the first batch.</param>
    /// <param name="label_weights">A weight for each label.</param>
    /// <param name="from_logits">Whether predictions are logits.</param>
    /// <exception cref="KerasValueException">An argument is none of these.</exception>
    public AUC(int num_thresholds = 200, string curve = "ROC", string summation_method = "interpolation", string? name = null, DType? dtype = null,
        Thresholds? thresholds = null, bool multi_label = false, int? num_labels = null, IReadOnlyList<double>? label_weights = null, bool from_logits = false)
        : base(name, dtype)
    {
        double[] inner;
        bool even = true;
        if (thresholds is { } given)
        {
            inner = [.. given.Values.Order()];
            even = ConfusionMatrix.AreEven([0, .. inner, 1]);
        }
        else if (num_thresholds <= 1)
            throw new KerasValueException($"Argument `num_thresholds` must be an integer > 1. Received: num_thresholds={num_thresholds}");
        else
        {
            inner = new double[num_thresholds - 2];
            for (int i = 0; i < inner.Length; i++)
                inner[i] = (i + 1) * 1.0 / (num_thresholds - 1);
        }
        this.num_thresholds = inner.Length + 2;
        this.thresholds = thresholds is null ? default(Thresholds?) : (Thresholds)inner;
        this.curve = curve switch
        {
            "pr" or "PR" => "PR",
            "roc" or "ROC" => "ROC",
            _ => throw new KerasValueException($"Invalid AUC curve value: \"{curve}\". Expected values are [\"PR\", \"ROC\"]"),
        };
        this.summation_method = summation_method switch
        {
            "interpolation" or "Interpolation" => "interpolation",
            "majoring" or "Majoring" => "majoring",
            "minoring" or "Minoring" => "minoring",
            _ => throw new KerasValueException($"Invalid AUC summation method value: \"{summation_method}\". Expected values are [\"interpolation\", \"majoring\", \"minoring\"]"),
        };
        if (label_weights?.Any(weight => weight < 0) == true)
            throw new KerasValueException("All values of `label_weights` must be non-negative.");
        if (num_labels is not null && !multi_label)
            throw new KerasValueException("`num_labels` is needed only when `multi_label` is True.");
        this.multi_label = multi_label;
        this.num_labels = num_labels;
        this.label_weights = label_weights is null ? null : [.. label_weights.Select(weight => this.dtype == DType.Float64 ? weight : (float)weight)];
        this.from_logits = from_logits;
        double margin = Settings.epsilon();
        _matrix = new([-margin, .. inner, 1 + margin], even, hasMargin: true);
        if (!multi_label)
            Make([this.num_thresholds]);
        else if (num_labels is { } labels)
            Make([this.num_thresholds, labels]);
    }

    /// <summary>How many thresholds, with the two at the ends.</summary>
    public int num_thresholds { get; }

    /// <summary><c>ROC</c> or <c>PR</c>.</summary>
    public string curve { get; }

    /// <summary><c>interpolation</c>, <c>minoring</c> or <c>majoring</c>.</summary>
    public string summation_method { get; }

    /// <summary>The thresholds between the ends that were given, in order, or null.</summary>
    public Thresholds? thresholds { get; }

    /// <summary>Whether each label has a curve of its own.</summary>
    public bool multi_label { get; }

    /// <summary>The number of labels, or null.</summary>
    public int? num_labels { get; }

    /// <summary>A weight for each label, or null.</summary>
    public IReadOnlyList<double>? label_weights { get; }

    /// <summary>Whether predictions are logits.</summary>
    public bool from_logits { get; }

    /// <inheritdoc/>
    /// <exception cref="KerasShapeException">With multi_label, predictions are not <c>(batch, labels)</c>; or label weights do not fit.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        if (multi_label && y_pred.ndim != 2)
            throw new KerasShapeException($"`y_pred` must have rank 2 when `multi_label=True`. Found rank {y_pred.ndim}. Full shape received for `y_pred`: {y_pred.shape}");
        if (_truePositives is null)
            Make([num_thresholds, y_pred.shape[1]]);
        if ((multi_label && y_pred.shape[1] != _truePositives!.shape[1]) || (label_weights is not null && y_true.shape[^1] != label_weights.Count))
            throw new KerasShapeException("Number of labels is not consistent.");
        ConfusionMatrix.Counts counts = _matrix.Count(y_true, from_logits ? Op.Sigmoid(y_pred) : y_pred, sample_weight, dtype,
            multiLabel: multi_label, labelWeights: multi_label ? null : label_weights?.ToArray());
        Add(_truePositives!, counts.TruePositives);
        Add(_trueNegatives!, counts.TrueNegatives);
        Add(_falsePositives!, counts.FalsePositives);
        Add(_falseNegatives!, counts.FalseNegatives);
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        if (_truePositives is null)
            return Op.Fill([], 0, dtype);
        if (curve == "PR" && summation_method == "interpolation")
            return OverLabels(InterpolatedPrecision());
        Tensor recall = Op.DivideNoNan(_truePositives, Op.Add(_truePositives, _falseNegatives!));
        Tensor x = curve == "ROC" ? Op.DivideNoNan(_falsePositives!, Op.Add(_falsePositives!, _trueNegatives!)) : recall;
        Tensor y = curve == "ROC" ? recall : Op.DivideNoNan(_truePositives, Op.Add(_truePositives, _falsePositives!));
        Tensor heights = summation_method switch
        {
            "interpolation" => (Left(y) + Right(y)) / 2,
            "minoring" => Op.Minimum(Left(y), Right(y)),
            _ => Op.Maximum(Left(y), Right(y)),
        };
        return OverLabels((Left(x) - Right(x)) * heights);
    }

    /// <inheritdoc/>
    public override Config get_config()
    {
        Config config = base.get_config();
        if (thresholds is null)
            config.Remove("thresholds");
        return config;
    }

    private void Make(Shape shape)
    {
        _truePositives = add_weight("true_positives", shape);
        _trueNegatives = add_weight("true_negatives", shape);
        _falsePositives = add_weight("false_positives", shape);
        _falseNegatives = add_weight("false_negatives", shape);
    }

    // Between two thresholds true positives grow in proportion to all positives, which bends the curve.
    private Tensor InterpolatedPrecision()
    {
        Tensor right = _truePositives!, positives = Op.Add(right, _falsePositives!);
        Tensor zero = Op.Constant(0, right);
        Tensor steps = Left(right) - Right(right);
        Tensor slope = Op.DivideNoNan(steps, Op.Maximum(Left(positives) - Right(positives), zero));
        Tensor intercept = Right(right) - slope * Right(positives);
        Tensor both = Op.LogicalAnd(Left(positives) > 0, Right(positives) > 0);
        Tensor ratio = Op.Where(both, Op.DivideNoNan(Left(positives), Op.Maximum(Right(positives), zero)), Op.OnesLike(slope));
        return Op.DivideNoNan(slope * (steps + intercept * Op.Log(ratio)), Op.Maximum(Right(Op.Add(right, _falseNegatives!)), zero));
    }

    private Tensor OverLabels(Tensor areas)
    {
        if (!multi_label)
            return Op.Sum(areas);
        Tensor byLabel = Op.Sum(areas, [0]);
        if (label_weights is null)
            return Op.Mean(byLabel);
        Tensor weights = Op.Cast(Tensor.From<double>([.. label_weights], label_weights.Count), dtype);
        return Op.DivideNoNan(Op.Sum(byLabel * weights), Op.Sum(weights));
    }

    private Tensor Left(Tensor x) => Op.SliceAxis(x, 0, 0, num_thresholds - 1);

    private Tensor Right(Tensor x) => Op.SliceAxis(x, 0, 1, num_thresholds - 1);
}
