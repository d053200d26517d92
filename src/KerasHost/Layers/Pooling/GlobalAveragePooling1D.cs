namespace KerasHost.Layers;

/// <summary>
/// The mean over timesteps, of those that the mask keeps: <c>(batch, timesteps, features)</c> becomes <c>(batch, features)</c>.
/// Mirrors tf_keras/src/layers/pooling/global_average_pooling1d.py.
/// </summary>
[KerasExport("keras.layers.GlobalAveragePooling1D", "keras.layers.GlobalAvgPool1D")]
public class GlobalAveragePooling1D : GlobalPooling1D
{
    /// <summary>A pooling layer.</summary>
    /// <param name="data_format">"channels_last" (the default) or "channels_first", <c>(batch, features, timesteps)</c>.</param>
    /// <param name="keepdims">Whether the axis of the timesteps stays, with size 1.</param>
    public GlobalAveragePooling1D(string? data_format = null, bool keepdims = false) : base(data_format, keepdims) => supports_masking = true;

    /// <inheritdoc/>
    public override Tensor call(Tensor x, bool training, Tensor? mask)
    {
        if (mask is null)
            return Op.Mean(x, [StepsAxis], keepdims);
        Tensor weights = Op.ExpandDims(Op.Cast(mask, x.dtype), data_format == "channels_last" ? 2 : 1);
        return Op.Divide(Op.Sum(Op.Multiply(x, weights), [StepsAxis], keepdims), Op.Sum(weights, [StepsAxis], keepdims));
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) => null;
}
