namespace KerasHost.Layers;

/// <summary>
/// The largest value over timesteps: <c>(batch, timesteps, features)</c> becomes <c>(batch, features)</c>. As in Keras a mask changes nothing.
/// Mirrors tf_keras/src/layers/pooling/global_max_pooling1d.py.
/// </summary>
[KerasExport("keras.layers.GlobalMaxPooling1D", "keras.layers.GlobalMaxPool1D")]
public class GlobalMaxPooling1D : GlobalPooling1D
{
    /// <summary>A pooling layer.</summary>
    /// <param name="data_format">"channels_last" (the default) or "channels_first", <c>(batch, features, timesteps)</c>.</param>
    /// <param name="keepdims">Whether the axis of the timesteps stays, with size 1.</param>
    public GlobalMaxPooling1D(string? data_format = null, bool keepdims = false) : base(data_format, keepdims) { }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => Op.Max(x, [StepsAxis], keepdims);
}
