namespace KerasHost.Metrics;

/// <summary>How often the class of the largest probability is the true one, given one-hot. Mirrors <c>CategoricalAccuracy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.CategoricalAccuracy")]
public class CategoricalAccuracy : MeanMetricWrapper
{
    /// <summary>How often the class of the largest probability is the true one, given one-hot.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public CategoricalAccuracy(string? name = "categorical_accuracy", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => AccuracyFunctions.categorical_accuracy(y_true, y_pred);
}
