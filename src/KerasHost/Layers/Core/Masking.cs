namespace KerasHost.Layers;

/// <summary>
/// Leaves out timesteps in which every feature equals a value: <c>(batch, timesteps, features)</c>, same shape; these steps become zeros.
/// Mirrors tf_keras/src/layers/core/masking.py.
/// </summary>
[KerasExport("keras.layers.Masking")]
public class Masking : Layer
{
    /// <summary>A masking layer.</summary>
    /// <param name="mask_value">The value.</param>
    public Masking(double mask_value = 0.0)
    {
        this.mask_value = mask_value;
        supports_masking = true;
    }

    /// <summary>The value.</summary>
    public double mask_value { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x)
    {
        Tensor counts = Op.Any(Op.NotEqual(x, Op.Constant(mask_value, x)), [-1], true);
        Tensor y = Op.Multiply(x, Op.Cast(counts, x.dtype));
        y.Mask = Op.Squeeze(counts, [-1]);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) => Op.Any(Op.NotEqual(inputs, Op.Constant(mask_value, inputs)), [-1]);
}
