using KerasHost.Losses;
using KerasHost.Metrics;

namespace KerasHost.Training;

/// <summary>The loss of a compiled model and its mean over an epoch. Mirrors <c>LossesContainer</c> of tf_keras/src/engine/compile_utils.py.</summary>
/// <param name="loss">The loss, or null for a model that only adds losses in its layers.</param>
/// <param name="weight">A factor for the loss.</param>
internal sealed class CompiledLoss(Loss? loss, double? weight)
{
    /// <summary>The mean of the loss over the samples of the epoch so far.</summary>
    public Mean Tracker { get; } = new("loss");

    /// <summary>The loss.</summary>
    public Loss? Loss => loss;

    /// <summary>The total loss of a batch; it also counts towards the mean.</summary>
    /// <param name="y">The targets, or null.</param>
    /// <param name="predictions">The model's output.</param>
    /// <param name="sampleWeight">A weight for each sample, or null.</param>
    /// <param name="added">Penalties and losses that layers added.</param>
    /// <exception cref="KerasValueException">There is neither a loss nor an added one.</exception>
    public Tensor Of(Tensor? y, Tensor predictions, Tensor? sampleWeight, IReadOnlyList<Tensor> added)
    {
        Tensor? total = null;
        double size = 1;
        if (loss is not null && y is not null)
        {
            (Tensor matched, Tensor? weights) = MatchedData.Match(y, predictions, sampleWeight);
            weights = LossReduction.WithMask(predictions, weights, predictions.Mask);
            total = loss.apply(matched, predictions, weights);
            if (weight is { } factor)
                total = total * factor;
            size = matched.shape[0];
        }
        foreach (Tensor term in added)
            total = total is null ? term : Op.Add(total, Op.Cast(term, total.dtype));
        if (total is null)
            throw new KerasValueException(
                "No loss to compute. Provide a `loss` argument in `compile()` and targets in `fit()` or `evaluate()`, or add losses in the layers with `add_loss`.");
        Tracker.update_state(total, Op.Constant(size, total));
        // A loss that is not reduced shows its mean, but what training lowers is its sum, as in Keras.
        return total.ndim == 0 ? total : Op.Sum(total);
    }
}
