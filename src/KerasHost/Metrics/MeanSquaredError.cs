using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of (y - ŷ)². Mirrors <c>MeanSquaredError</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.MeanSquaredError")]
public class MeanSquaredError : MeanMetricWrapper
{
    /// <summary>The mean of (y - ŷ)².</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public MeanSquaredError(string? name = "mean_squared_error", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => RegressionFunctions.mean_squared_error(y_true, y_pred);
}
