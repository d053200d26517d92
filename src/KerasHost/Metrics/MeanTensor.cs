using KerasHost.Layers;
using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of tensors, element by element. Mirrors <c>MeanTensor</c> of tf_keras/src/metrics/base_metric.py.</summary>
[KerasExport("keras.metrics.MeanTensor")]
public class MeanTensor : Metric
{
    private Variable? _total, _count;

    /// <summary>A mean of tensors.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="shape">The shape of the tensors; null takes that of the first.</param>
    public MeanTensor(string? name = "mean_tensor", DType? dtype = null, [NotInConfig] Shape? shape = null) : base(name, dtype)
    {
        if (shape is { } known)
            Make(known);
    }

    /// <summary>The sum of all tensors so far, or null before the first.</summary>
    public Variable? total => _total;

    /// <summary>The sum of weights so far, or null before the first.</summary>
    public Variable? count => _count;

    /// <summary>Takes a tensor into account.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="sample_weight">A weight for each element, or for each sample; null for ones.</param>
    /// <exception cref="KerasValueException">It has another shape than the first one.</exception>
    public void update_state(TensorLike values, TensorLike? sample_weight = null)
    {
        Tensor x = Op.Cast(Operands.Tensor(values), dtype);
        if (_total is null)
            Make(x.shape);
        else if (x.shape != _total.shape)
            throw new KerasValueException($"MeanTensor input values must always have the same shape. Expected shape (set during the first call): {_total.shape}. Got: {x.shape}.");
        Tensor weights = Op.OnesLike(x);
        if (sample_weight is { } given)
        {
            weights = LossReduction.FitRank(x, Op.Cast(Operands.Tensor(given), dtype));
            weights = WeightShapes.Fit(weights.shape, x.shape)
                ? Op.BroadcastTo(weights, x.shape)
                : throw new KerasShapeException($"Weights of shape {weights.shape} do not fit values of shape {x.shape}.");
        }
        _total!.assign_add(x * weights);
        _count!.assign_add(weights);
    }

    /// <summary>Not possible: there are only values here, no targets and predictions.</summary>
    /// <exception cref="KerasTypeException">Always.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) =>
        throw new KerasTypeException("MeanTensor.update_state() got multiple values for argument 'sample_weight'");

    /// <inheritdoc/>
    /// <exception cref="KerasValueException">There was no tensor yet.</exception>
    public override Tensor result() => _total is null
        ? throw new KerasValueException("MeanTensor does not have any value yet. Please call the MeanTensor instance or use `.update_state(value)` before retrieving the result.")
        : Op.DivideNoNan(_total, _count!);

    private void Make(Shape shape)
    {
        _total = add_weight("total", shape);
        _count = add_weight("count", shape);
    }
}
