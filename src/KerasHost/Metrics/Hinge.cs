using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of max(1 - y·ŷ, 0). Mirrors <c>Hinge</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.Hinge")]
public class Hinge : MeanMetricWrapper
{
    /// <summary>The mean of max(1 - y·ŷ, 0).</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public Hinge(string? name = "hinge", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => HingeFunctions.hinge(y_true, y_pred);
}
