using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of (ln(y + 1) - ln(ŷ + 1))². Mirrors <c>MeanSquaredLogarithmicError</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.MeanSquaredLogarithmicError")]
public class MeanSquaredLogarithmicError : MeanMetricWrapper
{
    /// <summary>The mean of (ln(y + 1) - ln(ŷ + 1))².</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public MeanSquaredLogarithmicError(string? name = "mean_squared_logarithmic_error", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => RegressionFunctions.mean_squared_logarithmic_error(y_true, y_pred);
}
