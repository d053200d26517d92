namespace KerasHost.Losses;

/// <summary>-cos of the angle between targets and predictions. Mirrors <c>CosineSimilarity</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.CosineSimilarity")]
public class CosineSimilarity : LossFunctionWrapper
{
    /// <summary>-cos of the angle between targets and predictions.</summary>
    /// <param name="axis">The axis of the vectors.</param>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public CosineSimilarity(int axis = -1, string reduction = "auto", string? name = "cosine_similarity")
        : base("cosine_similarity", reduction, name)
    {
        this.axis = axis;
    }

    /// <summary>The axis of the vectors.</summary>
    public int axis { get; }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.cosine_similarity(y_true, y_pred, axis: axis);
}
