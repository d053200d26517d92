using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Saving;

namespace KerasHost.Losses;

/// <summary>
/// Turns targets and predictions into the number that training lowers. A loss of a script derives from it and overrides
/// <see cref="call"/>. Mirrors tf_keras/src/losses.py.
/// </summary>
[KerasExport("keras.losses.Loss")]
[ConfigFamily]
[ConfigOrder("reduction", "name")]
public abstract class Loss : IHasConfig
{
    /// <summary>A loss.</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="KerasValueException">Another reduction.</exception>
    protected Loss(string reduction = "auto", string? name = null)
    {
        if (reduction is not ("auto" or "sum_over_batch_size" or "sum" or "none"))
            throw new KerasValueException($"Invalid Reduction Key: {reduction}. Expected keys are \"('auto', 'none', 'sum', 'sum_over_batch_size')\"");
        this.reduction = reduction;
        this.name = name ?? ClassRegistry.ClassName(this);
    }

    /// <summary>How the losses of samples become one number.</summary>
    public string reduction { get; }

    /// <summary>The name.</summary>
    public string name { get; }

    /// <summary>The losses before they become one number.</summary>
    /// <param name="y_true">The targets, first axis the batch.</param>
    /// <param name="y_pred">The predictions.</param>
    /// <returns>A loss for each sample, shape <c>(batch, …)</c> without the last axis.</returns>
    public abstract Tensor call(Tensor y_true, Tensor y_pred);

    /// <summary>The loss of a batch, as <c>loss(y_true, y_pred, sample_weight)</c> in Python; the mask that the predictions carry counts.</summary>
    /// <param name="y_true">The targets.</param>
    /// <param name="y_pred">The predictions.</param>
    /// <param name="sample_weight">A weight for each sample, or each timestep; null for ones.</param>
    public Tensor apply(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        Tensor losses = call(y_true, y_pred);
        Tensor? mask = y_pred.Mask is { } given && losses.Mask is { } counted ? Op.LogicalAnd(given, counted) : y_pred.Mask ?? losses.Mask;
        return LossReduction.Weighted(losses, LossReduction.WithMask(losses, sample_weight, mask, reduction), reduction);
    }

    /// <inheritdoc cref="apply(Tensor, Tensor, Tensor?)"/>
    public Tensor apply(TensorLike y_true, TensorLike y_pred, TensorLike? sample_weight = null) =>
        apply(Operands.Tensor(y_true), Operands.Tensor(y_pred), sample_weight is { } weight ? Operands.Tensor(weight) : null);

    /// <summary>The arguments of the constructor that would make this loss again.</summary>
    public virtual Config get_config() => ClassRegistry.ConfigOf(this);
}
