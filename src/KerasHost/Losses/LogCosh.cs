namespace KerasHost.Losses;

/// <summary>ln cosh(ŷ - y). Mirrors <c>LogCosh</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.LogCosh")]
public class LogCosh : LossFunctionWrapper
{
    /// <summary>ln cosh(ŷ - y).</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public LogCosh(string reduction = "auto", string? name = "log_cosh")
        : base("log_cosh", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.log_cosh(y_true, y_pred);
}
