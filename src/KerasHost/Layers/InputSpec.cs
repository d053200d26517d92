namespace KerasHost.Layers;

/// <summary>What a layer expects of its input; checked at every call with Keras's messages.</summary>
/// <param name="ndim">The number of axes, or null.</param>
/// <param name="min_ndim">The least number of axes, or null.</param>
/// <param name="max_ndim">The greatest number of axes, or null.</param>
/// <param name="shape">The whole shape, or null.</param>
/// <param name="axes">Sizes of single axes, negative from the end, or null.</param>
public sealed record InputSpec(int? ndim = null, int? min_ndim = null, int? max_ndim = null, Shape? shape = null, IReadOnlyDictionary<int, int>? axes = null)
{
    /// <summary>Checks an input.</summary>
    /// <param name="input">Its shape.</param>
    /// <param name="index">Which input of the layer it is.</param>
    /// <param name="layer">The layer's name, for the message.</param>
    /// <exception cref="KerasShapeException">The input does not fit.</exception>
    internal void Check(Shape input, int index, string layer)
    {
        string start = $"Input {index} of layer \"{layer}\" is incompatible with the layer: ";
        if (ndim is { } exactly && input.Rank != exactly)
            throw new KerasShapeException($"{start}expected ndim={exactly}, found ndim={input.Rank}. Full shape received: {input}");
        if (max_ndim is { } most && input.Rank > most)
            throw new KerasShapeException($"{start}expected max_ndim={most}, found ndim={input.Rank}");
        if (min_ndim is { } least && input.Rank < least)
            throw new KerasShapeException($"{start}expected min_ndim={least}, found ndim={input.Rank}. Full shape received: {input}");
        foreach ((int axis, int size) in axes ?? new Dictionary<int, int>())
            if (input.Dim(axis) is { } found && found != size)
                throw new KerasShapeException($"{start}expected axis {axis} of input shape to have value {size}, but received input with shape {input}");
        if (shape is { } whole)
            for (int i = 0; i < whole.Rank && i < input.Rank; i++)
                if (whole.Dim(i) is { } size && input.Dim(i) is { } found && found != size)
                    throw new KerasShapeException($"{start}expected shape={whole}, found shape={input}");
    }
}
