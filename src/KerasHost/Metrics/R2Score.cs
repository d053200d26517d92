using KerasHost.Backend;

namespace KerasHost.Metrics;

/// <summary>
/// 1 - Σ (y - ŷ)² / Σ (y - ȳ)², the part of the variance that is explained, of <c>(batch, outputs)</c>. Mirrors <c>R2Score</c> of
/// tf_keras/src/metrics/regression_metrics.py.
/// </summary>
[KerasExport("keras.metrics.R2Score")]
public class R2Score : Metric
{
    private readonly Variable _samples;
    private Variable? _squares, _sum, _residual, _count;

    /// <summary>An R² score.</summary>
    /// <param name="class_aggregation"><c>uniform_average</c>, <c>variance_weighted_average</c>, or null for a result for each output.</param>
    /// <param name="num_regressors">The number of inputs, for the adjusted score; 0 for the plain one.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">An argument is none of these.</exception>
    public R2Score(string? class_aggregation = "uniform_average", int num_regressors = 0, string? name = "r2_score", DType? dtype = null) : base(name, dtype)
    {
        if (class_aggregation is not (null or "uniform_average" or "variance_weighted_average"))
            throw new KerasValueException($"Invalid value for argument `class_aggregation`. Expected one of (None, 'uniform_average', 'variance_weighted_average'). Received: class_aggregation={class_aggregation}");
        if (num_regressors < 0)
            throw new KerasValueException($"Invalid value for argument `num_regressors`. Expected a value >= 0. Received: num_regressors={num_regressors}");
        this.class_aggregation = class_aggregation;
        this.num_regressors = num_regressors;
        _samples = add_weight("num_samples", dtype: DType.Int32);
    }

    /// <summary>How outputs become one result, or null.</summary>
    public string? class_aggregation { get; }

    /// <summary>The number of inputs, for the adjusted score.</summary>
    public int num_regressors { get; }

    /// <inheritdoc/>
    /// <exception cref="KerasValueException">Targets or predictions have not two axes.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (Tensor targets, Tensor predictions) = (Op.Cast(y_true, dtype), Op.Cast(y_pred, dtype));
        if (_squares is null)
            Make(targets.shape, predictions.shape);
        Tensor weights = sample_weight is null ? Op.Fill([], 1, dtype) : Op.Cast(sample_weight, dtype);
        weights = WeightShapes.Broadcast(weights.ndim == 1 ? Op.ExpandDims(weights, 1) : weights, targets);
        Tensor weighted = targets * weights;
        _sum!.assign_add(Op.Sum(weighted, [0]));
        _squares!.assign_add(Op.Sum(targets * weighted, [0]));
        _residual!.assign_add(Op.Sum(Op.Square(targets - predictions) * weights, [0]));
        _count!.assign_add(Op.Sum(weights, [0]));
        _samples.assign_add(Op.Fill([], targets.Length, DType.Int32));
    }

    /// <inheritdoc/>
    public override Tensor result()
    {
        if (_squares is null)
            return Op.Fill([], 0, dtype);
        Tensor sum = _sum!;
        Tensor total = _squares - sum * (sum / _count!);
        Tensor scores = 1 - _residual! / total;
        scores = Op.Where(Op.IsInf(scores), Op.Constant(0, scores), scores);
        Tensor score = class_aggregation switch
        {
            "uniform_average" => Op.Mean(scores),
            "variance_weighted_average" => Op.Sum(total * scores) / Op.Sum(total),
            _ => scores,
        };
        return num_regressors == 0 ? score : Adjusted(score);
    }

    private Tensor Adjusted(Tensor score)
    {
        double samples = _samples.value.ToDouble();
        if (num_regressors < samples - 1)
            return 1 - (1 - score) * (samples - 1) / (samples - num_regressors - 1);
        Warnings.Once(num_regressors > samples - 1
            ? "More independent predictors than datapoints in adjusted R2 score. Falling back to standard R2 score."
            : "Division by zero in Adjusted R2 score. Falling back to standard R2 score.");
        return score;
    }

    private void Make(Shape targets, Shape predictions)
    {
        if (targets.Rank != 2 || predictions.Rank != 2)
            throw new KerasValueException($"R2Score expects 2D inputs with shape (batch_size, output_dim). Received input shapes: y_pred.shape={predictions} and y_true.shape={targets}.");
        Shape shape = [predictions[1]];
        _squares = add_weight("squared_sum", shape);
        _sum = add_weight("sum", shape);
        _residual = add_weight("residual", shape);
        _count = add_weight("count", shape);
    }
}
