using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of ŷ - y·ln ŷ. Mirrors <c>Poisson</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.Poisson")]
public class Poisson : MeanMetricWrapper
{
    /// <summary>The mean of ŷ - y·ln ŷ.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public Poisson(string? name = "poisson", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => RegressionFunctions.poisson(y_true, y_pred);
}
