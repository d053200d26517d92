namespace KerasHost.Initializers;

/// <summary>Uniform in ±√(6 / (fan_in + fan_out)) (Glorot and Bengio, 2010). Mirrors <c>GlorotUniform</c>.</summary>
[KerasExport("keras.initializers.GlorotUniform", "keras.initializers.glorot_uniform")]
public class GlorotUniform : VarianceScaling
{
    /// <summary>An initializer with this seed.</summary>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public GlorotUniform(long? seed = null) : base(1.0, "fan_avg", "uniform", seed) { }
}
