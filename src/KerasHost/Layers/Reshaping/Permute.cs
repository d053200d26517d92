namespace KerasHost.Layers;

/// <summary>The axes but the batch in another order. Mirrors tf_keras/src/layers/reshaping/permute.py.</summary>
[KerasExport("keras.layers.Permute")]
public class Permute : Layer
{
    /// <summary>A permuting layer.</summary>
    /// <param name="dims">Which axis of the input, counted from 1 behind the batch, comes at each place.</param>
    /// <exception cref="KerasValueException">Not every axis is there once.</exception>
    public Permute(int[] dims)
    {
        if (!dims.Order().SequenceEqual(Enumerable.Range(1, dims.Length)))
            throw new KerasValueException(
                $"Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be consecutive and start from 1. Received dims=({string.Join(", ", dims)})");
        this.dims = dims;
        input_spec = new(ndim: dims.Length + 1);
    }

    /// <summary>The order.</summary>
    public int[] dims { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => Op.Transpose(x, [0, .. dims]);
}
