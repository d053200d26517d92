using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;

namespace KerasHost.Training;

/// <summary>
/// The losses of a compiled model and their means over an epoch. Mirrors <c>LossesContainer</c> of tf_keras/src/engine/compile_utils.py.
/// </summary>
/// <param name="loss">The loss, or one for each output; none for a model that only adds losses in its layers.</param>
/// <param name="weights">Factors for the losses.</param>
internal sealed class CompiledLoss(LossArg loss, LossWeights? weights)
{
    // A loss for all is looked up at once, so that compile tells of unknown names.
    private readonly Loss? _only = loss.IsSeveral ? null : loss.Resolve();
    private Loss?[]? _losses;
    private double?[] _weights = [];
    private Mean?[] _means = [];

    /// <summary>The mean of the loss over the samples of the epoch so far.</summary>
    public Mean Tracker { get; } = new("loss");

    /// <summary>The mean of the loss, then those of the outputs' losses where there are several.</summary>
    public IReadOnlyList<Metric> Metrics => [Tracker, .. _means.OfType<Mean>()];

    /// <summary>Forgets all batches.</summary>
    public void Reset()
    {
        foreach (Metric metric in Metrics)
            metric.reset_state();
    }

    /// <summary>The total loss of a batch; it also counts towards the means.</summary>
    /// <param name="y">The targets, or null.</param>
    /// <param name="predictions">The model's outputs.</param>
    /// <param name="sampleWeight">A weight for each sample, or null.</param>
    /// <param name="added">Penalties and losses that layers added.</param>
    /// <param name="layers">The names of the outputs' layers, or null.</param>
    /// <exception cref="KerasValueException">There is neither a loss nor an added one.</exception>
    public Tensor Of(Tensors? y, Tensors predictions, Tensors? sampleWeight, IReadOnlyList<Tensor> added, IReadOnlyList<string>? layers)
    {
        IReadOnlyList<string> names = OutputMatch.Names(predictions, layers);
        if (_losses is null)
            Build(names, layers ?? names);
        Tensor?[] targets = OutputMatch.Tensors(y, names, broadcast: false), sampleWeights = OutputMatch.Tensors(sampleWeight, names, broadcast: true);
        Tensor? total = null;
        double? size = null;
        for (int i = 0; i < targets.Length; i++)
        {
            if (_losses![i] is not { } one || targets[i] is not { } target)
                continue;
            Tensor prediction = predictions[i];
            (Tensor matched, Tensor? matchedWeights) = MatchedData.Match(target, prediction, sampleWeights[i]);
            Tensor value = one.apply(matched, prediction, LossReduction.WithMask(prediction, matchedWeights, prediction.Mask));
            size ??= matched.shape[0];
            _means[i]?.update_state(value, Op.Constant(size.Value, value));
            if (_weights[i] is { } factor)
                value = value * factor;
            total = total is null ? value : Op.Add(total, Op.Cast(value, total.dtype));
        }
        foreach (Tensor term in added)
            total = total is null ? term : Op.Add(total, Op.Cast(term, total.dtype));
        if (total is null)
            throw new KerasValueException(_losses!.OfType<Loss>().FirstOrDefault() is { } missed
                ? $"Target data is missing. Your model was compiled with loss={missed.name}, and therefore expects target data to be provided in `fit()`."
                : "No loss found. You may have forgotten to provide a `loss` argument in the `compile()` method.");
        Tracker.update_state(total, Op.Constant(size ?? 1, total));
        // A loss that is not reduced shows its mean, but what training lowers is its sum, as in Keras.
        return total.ndim == 0 ? total : Op.Sum(total);
    }

    private void Build(IReadOnlyList<string> names, IReadOnlyList<string> layers)
    {
        _losses = loss.IsSeveral ? [.. loss.For(names).Select(one => one.Resolve())] : [.. names.Select(_ => _only)];
        _weights = weights?.For(names) ?? new double?[names.Count];
        _means = [.. _losses.Select((one, i) => one is null || names.Count == 1 ? null : new Mean(layers[i] + "_loss"))];
    }
}
