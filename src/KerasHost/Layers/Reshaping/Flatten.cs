namespace KerasHost.Layers;

/// <summary>All axes but the batch as one: <c>(batch, …)</c> becomes <c>(batch, size)</c>. Mirrors tf_keras/src/layers/reshaping/flatten.py.</summary>
[KerasExport("keras.layers.Flatten")]
public class Flatten : Layer
{
    /// <summary>A flattening layer.</summary>
    /// <param name="data_format">"channels_last" (the default) or "channels_first", which moves the channels to the end first.</param>
    public Flatten(string? data_format = null)
    {
        this.data_format = DataFormat.Check(data_format);
        input_spec = new(min_ndim: 1);
    }

    /// <summary>Where the channels are.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x)
    {
        if (data_format == "channels_first" && x.ndim > 1)
            x = Op.Transpose(x, [0, .. Enumerable.Range(2, x.ndim - 2), 1]);
        if (x.ndim == 1)
            return Op.ExpandDims(x, -1);
        Shape rest = x.shape.Part(1, x.ndim);
        int size = rest.IsFullyKnown ? (int)rest.Size : Shape.Unknown;
        return Op.Reshape(x, x.shape.Dim(0) is { } batch ? Shape.Of(batch, size) : Shape.Of(Shape.Unknown, size));
    }
}
