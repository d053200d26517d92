namespace KerasHost.Metrics;

/// <summary>
/// (1 + β²)·precision·recall / (β²·precision + recall), for each class of <c>(batch, classes)</c> or their mean. Mirrors <c>FBetaScore</c> of
/// tf_keras/src/metrics/f_score_metrics.py.
/// </summary>
[KerasExport("keras.metrics.FBetaScore")]
public class FBetaScore : Metric
{
    private Variable? _truePositives, _falsePositives, _falseNegatives, _weights;

    /// <summary>An F score.</summary>
    /// <param name="average">null for a result for each class, <c>micro</c> (all classes counted together), <c>macro</c> (the mean) or <c>weighted</c> (by their targets).</param>
    /// <param name="beta">How many times as much as precision recall counts; positive.</param>
    /// <param name="threshold">Above it a class is predicted; null predicts the class of the largest probability.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">An argument is none of these.</exception>
    public FBetaScore(string? average = null, double beta = 1.0, double? threshold = null, string? name = "fbeta_score", DType? dtype = null) : base(name, dtype)
    {
        if (average is not (null or "micro" or "macro" or "weighted"))
            throw new KerasValueException($"Invalid `average` argument value. Expected one of: {{None, 'micro', 'macro', 'weighted'}}. Received: average={average}");
        if (beta <= 0)
            throw new KerasValueException($"Invalid `beta` argument value. It should be > 0. Received: beta={PythonText.Repr(beta)}");
        if (threshold is > 1 or <= 0)
            throw new KerasValueException($"Invalid `threshold` argument value. It should verify 0 < threshold <= 1. Received: threshold={PythonText.Repr(threshold)}");
        this.average = average;
        this.beta = beta;
        this.threshold = threshold;
    }

    /// <summary>How classes become one result, or null.</summary>
    public string? average { get; }

    /// <summary>How many times as much as precision recall counts.</summary>
    public double beta { get; }

    /// <summary>Above it a class is predicted, or null.</summary>
    public double? threshold { get; }

    /// <inheritdoc/>
    /// <exception cref="KerasValueException">Targets or predictions have not two axes.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (Tensor targets, Tensor predictions) = (Op.Cast(y_true, dtype), Op.Cast(y_pred, dtype));
        if (_truePositives is null)
            Make(targets.shape, predictions.shape);
        Tensor chosen = threshold is { } above
            ? predictions > above
            : Op.LogicalAnd(Op.GreaterEqual(predictions, Op.Max(predictions, [-1], true)), Op.Abs(predictions) > 1e-9);
        Tensor predicted = Op.Cast(chosen, dtype);
        Tensor? weight = sample_weight is null ? null : Op.Cast(sample_weight, dtype);
        Include(_truePositives!, predicted * targets, weight);
        Include(_falsePositives!, predicted * (1 - targets), weight);
        Include(_falseNegatives!, (1 - predicted) * targets, weight);
        Include(_weights!, targets, weight);
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        if (_truePositives is null)
            return Op.Fill([], 0, dtype);
        Tensor precision = Op.DivideNoNan(_truePositives, Op.Add(_truePositives, _falsePositives!));
        Tensor recall = Op.DivideNoNan(_truePositives, Op.Add(_truePositives, _falseNegatives!));
        Tensor score = Op.DivideNoNan(precision * recall, beta * beta * precision + recall) * (1 + beta * beta);
        return average switch
        {
            "weighted" => Op.Sum(score * Op.DivideNoNan(_weights!, Op.Sum(_weights!))),
            null => score,
            _ => Op.Mean(score),
        };
    }

    private void Include(Variable sum, Tensor values, Tensor? weight)
    {
        if (weight is not null)
            values *= weight.ndim == 1 ? Op.ExpandDims(weight, 1) : weight;
        sum.assign_add(Op.Sum(values, average == "micro" ? null : [0]));
    }

    private void Make(Shape targets, Shape predictions)
    {
        if (targets.Rank != 2 || predictions.Rank != 2)
            throw new KerasValueException($"FBetaScore expects 2D inputs with shape (batch_size, output_dim). Received input shapes: y_pred.shape={predictions} and y_true.shape={targets}.");
        Shape shape = average == "micro" ? [] : [predictions[1]];
        _truePositives = add_weight("true_positives", shape);
        _falsePositives = add_weight("false_positives", shape);
        _falseNegatives = add_weight("false_negatives", shape);
        _weights = add_weight("intermediate_weights", shape);
    }
}
