using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>A sum or a mean of values. Mirrors <c>Reduce</c> of tf_keras/src/metrics/base_metric.py.</summary>
public abstract class Reduce : Metric
{
    private readonly Variable _total;
    private readonly Variable? _count;

    /// <summary>A sum, or a mean.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="isMean">Whether the sum is divided by the sum of weights.</param>
    private protected Reduce(string? name, DType? dtype, bool isMean) : base(name, dtype)
    {
        _total = add_weight("total");
        if (isMean)
            _count = add_weight("count");
    }

    /// <inheritdoc/>
    public override Tensor result() => _count is null ? Op.Identity(_total) : Op.DivideNoNan(_total, _count);

    /// <summary>Takes values into account.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sample_weight">A weight for each value, or for each sample; null for ones.</param>
    private protected void Include(Tensor values, Tensor? sample_weight)
    {
        values = Op.Cast(values, dtype);
        double? count = null;
        if (sample_weight is not null)
        {
            Tensor weights = LossReduction.FitRank(values, Op.Cast(sample_weight, dtype));
            if (WeightShapes.Fit(weights.shape, values.shape))
                weights = Op.BroadcastTo(weights, values.shape);
            else
                values = _count is null ? Op.Sum(values, After(weights, values)) : Op.Mean(values, After(weights, values));
            values = Op.Multiply(values, weights);
            count = Op.Sum(weights).ToDouble();
        }
        Add(_total, Op.Sum(values).ToDouble());
        if (_count is not null)
            Add(_count, count ?? values.shape.Size);
    }

    private static int[] After(Tensor weights, Tensor values) => [.. Enumerable.Range(weights.ndim, values.ndim - weights.ndim)];
}
