namespace KerasHost.Training;

/// <summary>The shapes of batches whose sizes may change from one to the next.</summary>
internal static class BatchShapes
{
    /// <summary>
    /// The shape as the model sees it: the samples may be more or fewer. Keras leaves the other sizes open too; a model that finds the
    /// shapes of its layers now needs them, and gets those of the first batch, as it does there.
    /// </summary>
    public static Shape RankOnly(Tensor first) => first.shape.With(0, Shape.Unknown);
}
