namespace KerasHost.Layers;

/// <summary>Base of layers that make one vector of a sequence. Mirrors tf_keras/src/layers/pooling/base_global_pooling1d.py.</summary>
public abstract class GlobalPooling1D : Layer
{
    private protected GlobalPooling1D(string? data_format, bool keepdims)
    {
        this.data_format = DataFormat.Check(data_format);
        this.keepdims = keepdims;
        input_spec = new(ndim: 3);
    }

    /// <summary>Where the channels are.</summary>
    public string data_format { get; }

    /// <summary>Whether the axis of the timesteps stays, with size 1.</summary>
    public bool keepdims { get; }

    private protected int StepsAxis => data_format == "channels_last" ? 1 : 2;
}
