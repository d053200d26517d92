using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of 100·|y - ŷ| / |y|. Mirrors <c>MeanAbsolutePercentageError</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.MeanAbsolutePercentageError")]
public class MeanAbsolutePercentageError : MeanMetricWrapper
{
    /// <summary>The mean of 100·|y - ŷ| / |y|.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public MeanAbsolutePercentageError(string? name = "mean_absolute_percentage_error", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => RegressionFunctions.mean_absolute_percentage_error(y_true, y_pred);
}
