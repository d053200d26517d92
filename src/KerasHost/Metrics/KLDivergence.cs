using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of Σ y·ln(y / ŷ). Mirrors <c>KLDivergence</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.KLDivergence")]
public class KLDivergence : MeanMetricWrapper
{
    /// <summary>The mean of Σ y·ln(y / ŷ).</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public KLDivergence(string? name = "kullback_leibler_divergence", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => RegressionFunctions.kl_divergence(y_true, y_pred);
}
