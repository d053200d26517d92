using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of all values, Σ weight·value / Σ weight. Mirrors <c>Mean</c> of tf_keras/src/metrics/base_metric.py.</summary>
[KerasExport("keras.metrics.Mean")]
public class Mean : Metric
{
    private readonly Variable _total;
    private readonly Variable _count;

    /// <summary>A mean.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public Mean(string? name = "mean", DType? dtype = null) : base(name, dtype)
    {
        _total = add_weight("total");
        _count = add_weight("count");
    }

    /// <summary>Takes values into account.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sample_weight">A weight for each value, or for each sample; null for ones.</param>
    public virtual void update_state(Tensor values, Tensor? sample_weight = null)
    {
        values = Op.Cast(values, dtype);
        double? count = null;
        if (sample_weight is not null)
        {
            Tensor weights = LossReduction.FitRank(values, Op.Cast(sample_weight, dtype));
            if (Broadcasts(weights.shape, values.shape))
                weights = Op.BroadcastTo(weights, values.shape);
            else
                values = Op.Mean(values, [.. Enumerable.Range(weights.ndim, values.ndim - weights.ndim)]);
            values = Op.Multiply(values, weights);
            count = Op.Sum(weights).ToDouble();
        }
        Add(_total, Op.Sum(values).ToDouble());
        Add(_count, count ?? values.shape.Size);
    }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => update_state(y_pred, sample_weight);

    /// <inheritdoc/>
    public override Tensor result() => Op.DivideNoNan(_total, _count);

    // Weights are one number, or have the axes of the values, each of the same size or 1.
    private static bool Broadcasts(Shape weights, Shape values)
    {
        if (weights.Rank == 0)
            return true;
        bool fits = weights.Rank == values.Rank;
        for (int i = 0; fits && i < weights.Rank; i++)
            fits = weights[i] == 1 || weights[i] == values[i];
        return fits;
    }

    private void Add(Variable sum, double value)
    {
        if (dtype == DType.Float64)
            sum.Overwrite<double>()[0] = sum.value.ToDouble() + value;
        else
            sum.Overwrite<float>()[0] = (float)sum.value.ToDouble() + (float)value;
    }
}
