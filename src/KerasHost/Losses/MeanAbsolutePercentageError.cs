namespace KerasHost.Losses;

/// <summary>100·|y - ŷ| / |y|. Mirrors <c>MeanAbsolutePercentageError</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.MeanAbsolutePercentageError")]
public class MeanAbsolutePercentageError : LossFunctionWrapper
{
    /// <summary>100·|y - ŷ| / |y|.</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public MeanAbsolutePercentageError(string reduction = "auto", string? name = "mean_absolute_percentage_error")
        : base("mean_absolute_percentage_error", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.mean_absolute_percentage_error(y_true, y_pred);
}
