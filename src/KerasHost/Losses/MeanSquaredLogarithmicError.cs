namespace KerasHost.Losses;

/// <summary>(ln(y + 1) - ln(ŷ + 1))². Mirrors <c>MeanSquaredLogarithmicError</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.MeanSquaredLogarithmicError")]
public class MeanSquaredLogarithmicError : LossFunctionWrapper
{
    /// <summary>(ln(y + 1) - ln(ŷ + 1))².</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public MeanSquaredLogarithmicError(string reduction = "auto", string? name = "mean_squared_logarithmic_error")
        : base("mean_squared_logarithmic_error", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.mean_squared_logarithmic_error(y_true, y_pred);
}
