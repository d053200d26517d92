using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean cosine of the angle between targets and predictions. Mirrors <c>CosineSimilarity</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.CosineSimilarity")]
public class CosineSimilarity : MeanMetricWrapper
{
    /// <summary>The mean cosine of the angle between targets and predictions.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="axis">The axis of the vectors.</param>
    public CosineSimilarity(string? name = "cosine_similarity", DType? dtype = null, int axis = -1) : base(name, dtype) =>
        this.axis = axis;

    /// <summary>The axis of the vectors.</summary>
    public int axis { get; }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => -RegressionFunctions.cosine_similarity(y_true, y_pred, axis);
}
