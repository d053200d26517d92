namespace KerasHost.Layers;

/// <summary>
/// Applies a layer to every timestep: <c>(batch, timesteps, …)</c> becomes <c>(batch, timesteps, …)</c>, with the same weights at each.
/// Mirrors tf_keras/src/layers/rnn/time_distributed.py.
/// </summary>
[KerasExport("keras.layers.TimeDistributed")]
public class TimeDistributed : Wrapper
{
    /// <summary>A layer for every timestep.</summary>
    /// <param name="layer">The layer.</param>
    /// <exception cref="KerasValueException">The layer keeps states, whose batch the timesteps are not.</exception>
    public TimeDistributed(Layer layer) : base(layer)
    {
        if (layer.stateful)
            throw new KerasValueException($"TimeDistributed around a stateful layer ('{layer.name}') is not supported here: its states belong to a batch, not to timesteps. Use the layer with stateful: false.");
        supports_masking = true;
    }

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        if (input_shape.Rank < 3)
            throw new KerasValueException($"`TimeDistributed` Layer should be passed an `input_shape ` with at least 3 dimensions, received: {input_shape}");
        int[] expected = [Shape.Unknown, Shape.Unknown, .. input_shape.Dims[2..]];
        input_spec = new(ndim: expected.Length, shape: expected);
        base.build(Shape.Of(input_shape.Dims[0]).Append(input_shape.Dims[2..]));
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor x, bool training, Tensor? mask)
    {
        Tensor merged = Merge(x);
        Tensor y = layer.apply(merged, training, mask is null ? null : Merge(mask));
        return Split(y, x);
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask)
    {
        if (layer.compute_mask(Merge(inputs), mask is null ? null : Merge(mask)) is { } inner)
            return Split(inner, inputs);
        if (mask is null || mask.ndim <= 2)
            return mask;
        return Op.Any(mask, [.. Enumerable.Range(2, mask.ndim - 2)]);
    }

    private static Tensor Merge(Tensor x)
    {
        Shape rest = Shape.Of(x.shape.Dims[2..]);
        int batch = x.shape.Dims[0], steps = x.shape.Dims[1];
        int rows = batch < 0 || steps < 0 ? Shape.Unknown : batch * steps;
        return x.IsSymbolic ? Tensor.Symbolic(x.dtype, Shape.Of(rows).Append(rest.Dims)) : Op.Reshape(x, Shape.Of(rows).Append(rest.Dims));
    }

    private static Tensor Split(Tensor y, Tensor x)
    {
        Shape shape = Shape.Of(x.shape.Dims[0], x.shape.Dims[1]).Append(y.shape.Dims[1..]);
        return y.IsSymbolic ? Tensor.Symbolic(y.dtype, shape) : Op.Reshape(y, shape);
    }
}
