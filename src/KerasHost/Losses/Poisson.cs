namespace KerasHost.Losses;

/// <summary>ŷ - y·ln ŷ. Mirrors <c>Poisson</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.Poisson")]
public class Poisson : LossFunctionWrapper
{
    /// <summary>ŷ - y·ln ŷ.</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public Poisson(string reduction = "auto", string? name = "poisson")
        : base("poisson", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.poisson(y_true, y_pred);
}
