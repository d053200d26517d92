namespace KerasHost.Metrics;

/// <summary>How often the class of the largest probability is the true one, given by its number. Mirrors <c>SparseCategoricalAccuracy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.SparseCategoricalAccuracy")]
public class SparseCategoricalAccuracy : MeanMetricWrapper
{
    /// <summary>How often the class of the largest probability is the true one, given by its number.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public SparseCategoricalAccuracy(string? name = "sparse_categorical_accuracy", DType? dtype = null) : base(name, dtype) { }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => AccuracyFunctions.SparseMatches(y_true, y_pred);
}
