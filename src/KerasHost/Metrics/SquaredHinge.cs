using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of max(1 - y·ŷ, 0)². Mirrors <c>SquaredHinge</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.SquaredHinge")]
public class SquaredHinge : MeanMetricWrapper
{
    /// <summary>The mean of max(1 - y·ŷ, 0)².</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public SquaredHinge(string? name = "squared_hinge", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => HingeFunctions.squared_hinge(y_true, y_pred);
}
