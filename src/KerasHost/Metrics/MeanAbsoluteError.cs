using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of |y - ŷ|. Mirrors <c>MeanAbsoluteError</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.MeanAbsoluteError")]
public class MeanAbsoluteError : MeanMetricWrapper
{
    /// <summary>The mean of |y - ŷ|.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public MeanAbsoluteError(string? name = "mean_absolute_error", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => RegressionFunctions.mean_absolute_error(y_true, y_pred);
}
