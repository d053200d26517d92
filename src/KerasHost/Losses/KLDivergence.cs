namespace KerasHost.Losses;

/// <summary>Σ y·ln(y / ŷ). Mirrors <c>KLDivergence</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.KLDivergence")]
public class KLDivergence : LossFunctionWrapper
{
    /// <summary>Σ y·ln(y / ŷ).</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public KLDivergence(string reduction = "auto", string? name = "kl_divergence")
        : base("kl_divergence", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.kl_divergence(y_true, y_pred);
}
