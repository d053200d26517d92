using KerasHost.Layers;
using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The sum of all values, Σ weight·value. Mirrors <c>Sum</c> of tf_keras/src/metrics/base_metric.py.</summary>
[KerasExport("keras.metrics.Sum")]
public class Sum : Reduce
{
    /// <summary>A sum.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public Sum(string? name = "sum", DType? dtype = null) : base(name, dtype, isMean: false) { }

    /// <summary>Takes values into account.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="sample_weight">A weight for each value, or for each sample; null for ones.</param>
    public virtual void update_state(Tensor values, Tensor? sample_weight = null) => Include(values, sample_weight);

    /// <inheritdoc cref="update_state(Tensor, Tensor?)"/>
    public void update_state(TensorLike values, TensorLike? sample_weight = null) =>
        update_state(Operands.Tensor(values), sample_weight is { } weight ? Operands.Tensor(weight) : null);

    /// <summary>Not possible: there are only values here, no targets and predictions.</summary>
    /// <exception cref="KerasTypeException">Always.</exception>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) =>
        throw new KerasTypeException("Sum.update_state() got multiple values for argument 'sample_weight'");

    /// <summary>Takes values into account and returns the sum so far.</summary>
    public Tensor apply(TensorLike values, TensorLike? sample_weight = null)
    {
        // A model that only finds out its shapes has no numbers yet.
        if (!Operands.Tensor(values).IsSymbolic)
            update_state(values, sample_weight);
        return NotedResult();
    }
}
