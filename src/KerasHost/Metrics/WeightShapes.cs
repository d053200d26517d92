namespace KerasHost.Metrics;

/// <summary>Which weights TensorFlow lets stand for values. Mirrors its <c>broadcast_weights</c>.</summary>
internal static class WeightShapes
{
    /// <summary>Weights are one number, or have the axes of the values, each of the same size or 1.</summary>
    public static bool Fit(Shape weights, Shape values)
    {
        if (weights.Rank == 0)
            return true;
        bool fits = weights.Rank == values.Rank;
        for (int i = 0; fits && i < weights.Rank; i++)
            fits = weights[i] == 1 || weights[i] == values[i];
        return fits;
    }

    /// <summary>The weights, one for each value.</summary>
    /// <exception cref="KerasShapeException">They do not fit.</exception>
    public static Tensor Broadcast(Tensor weights, Tensor values) => Fit(weights.shape, values.shape)
        ? Op.BroadcastTo(weights, values.shape)
        : throw new KerasShapeException($"weights can not be broadcast to values. values.rank={values.ndim}. weights.rank={weights.ndim}. values.shape={values.shape}. weights.shape={weights.shape}.");
}
