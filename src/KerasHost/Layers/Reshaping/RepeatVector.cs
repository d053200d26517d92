namespace KerasHost.Layers;

/// <summary>Repeats the input: <c>(batch, features)</c> becomes <c>(batch, n, features)</c>. Mirrors tf_keras/src/layers/reshaping/repeat_vector.py.</summary>
[KerasExport("keras.layers.RepeatVector")]
public class RepeatVector : Layer
{
    /// <summary>A repeating layer.</summary>
    /// <param name="n">How often.</param>
    public RepeatVector(int n)
    {
        this.n = n;
        input_spec = new(ndim: 2);
    }

    /// <summary>How often.</summary>
    public int n { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => Op.Tile(Op.ExpandDims(x, 1), [1, n, 1]);
}
