namespace KerasHost.Initializers;

/// <summary>Truncated normal with variance 2 / fan_in (He et al., 2015). Mirrors <c>HeNormal</c>.</summary>
[KerasExport("keras.initializers.HeNormal", "keras.initializers.he_normal")]
public class HeNormal : VarianceScaling
{
    /// <summary>An initializer with this seed.</summary>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public HeNormal(long? seed = null) : base(2.0, "fan_in", "truncated_normal", seed) { }
}
