namespace KerasHost.Losses;

/// <summary>Categorical crossentropy with less weight on easy samples (Lin et al., 2018). Mirrors <c>CategoricalFocalCrossentropy</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.CategoricalFocalCrossentropy")]
public class CategoricalFocalCrossentropy : SmoothedCrossentropy
{
    /// <summary>Categorical crossentropy with less weight on easy samples (Lin et al., 2018).</summary>
    /// <param name="alpha">A factor.</param>
    /// <param name="gamma">The exponent that gives easy samples less weight.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards equal probabilities by this part, 0 to 1.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public CategoricalFocalCrossentropy(double alpha = 0.25, double gamma = 2.0, bool from_logits = false, double label_smoothing = 0.0, int axis = -1, string reduction = "auto", string? name = "categorical_focal_crossentropy")
        : base("categorical_focal_crossentropy", from_logits, label_smoothing, axis, reduction, name)
    {
        this.alpha = alpha;
        this.gamma = gamma;
    }

    /// <summary>A factor.</summary>
    public double alpha { get; }

    /// <summary>The exponent that gives easy samples less weight.</summary>
    public double gamma { get; }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        CrossentropyFunctions.categorical_focal_crossentropy(y_true, y_pred, alpha: alpha, gamma: gamma, from_logits: from_logits, label_smoothing: label_smoothing, axis: axis);
}
