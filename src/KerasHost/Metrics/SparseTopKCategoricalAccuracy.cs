namespace KerasHost.Metrics;

/// <summary>How often the true class, given by its number, is among the k of the largest probabilities. Mirrors <c>SparseTopKCategoricalAccuracy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.SparseTopKCategoricalAccuracy")]
public class SparseTopKCategoricalAccuracy : MeanMetricWrapper
{
    /// <summary>How often the true class, given by its number, is among the k of the largest probabilities.</summary>
    /// <param name="k">How many classes count.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public SparseTopKCategoricalAccuracy(int k = 5, string? name = "sparse_top_k_categorical_accuracy", DType? dtype = null) : base(name, dtype) =>
        this.k = k;

    /// <summary>How many classes count.</summary>
    public int k { get; }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => AccuracyFunctions.sparse_top_k_categorical_accuracy(y_true, y_pred, k);
}
