namespace KerasHost.Losses;

/// <summary>(y - ŷ)². Mirrors <c>MeanSquaredError</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.MeanSquaredError")]
public class MeanSquaredError : LossFunctionWrapper
{
    /// <summary>(y - ŷ)².</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public MeanSquaredError(string reduction = "auto", string? name = "mean_squared_error")
        : base("mean_squared_error", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.mean_squared_error(y_true, y_pred);
}
