namespace KerasHost.Initializers;

/// <summary>Truncated normal with variance 2 / (fan_in + fan_out) (Glorot and Bengio, 2010). Mirrors <c>GlorotNormal</c>.</summary>
[KerasExport("keras.initializers.GlorotNormal", "keras.initializers.glorot_normal")]
public class GlorotNormal : VarianceScaling
{
    /// <summary>An initializer with this seed.</summary>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public GlorotNormal(long? seed = null) : base(1.0, "fan_avg", "truncated_normal", seed) { }
}
