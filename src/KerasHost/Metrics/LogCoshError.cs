using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of ln cosh(ŷ - y). Mirrors <c>LogCoshError</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.LogCoshError")]
public class LogCoshError : MeanMetricWrapper
{
    /// <summary>The mean of ln cosh(ŷ - y).</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public LogCoshError(string? name = "logcosh", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => RegressionFunctions.log_cosh(y_true, y_pred);
}
