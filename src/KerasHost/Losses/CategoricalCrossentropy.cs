namespace KerasHost.Losses;

/// <summary>-Σ y·ln p over one-hot classes. Mirrors <c>CategoricalCrossentropy</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.CategoricalCrossentropy")]
public class CategoricalCrossentropy : SmoothedCrossentropy
{
    /// <summary>-Σ y·ln p over one-hot classes.</summary>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards equal probabilities by this part, 0 to 1.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public CategoricalCrossentropy(bool from_logits = false, double label_smoothing = 0.0, int axis = -1, string reduction = "auto", string? name = "categorical_crossentropy")
        : base("categorical_crossentropy", from_logits, label_smoothing, axis, reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        CrossentropyFunctions.categorical_crossentropy(y_true, y_pred, from_logits: from_logits, label_smoothing: label_smoothing, axis: axis);
}
