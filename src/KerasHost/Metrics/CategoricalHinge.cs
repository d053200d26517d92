using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of max(largest wrong ŷ - right ŷ + 1, 0). Mirrors <c>CategoricalHinge</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.CategoricalHinge")]
public class CategoricalHinge : MeanMetricWrapper
{
    /// <summary>The mean of max(largest wrong ŷ - right ŷ + 1, 0).</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public CategoricalHinge(string? name = "categorical_hinge", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => HingeFunctions.categorical_hinge(y_true, y_pred);
}
