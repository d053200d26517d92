namespace KerasHost.Initializers;

/// <summary>Uniform in ±√(6 / fan_in) (He et al., 2015). Mirrors <c>HeUniform</c>.</summary>
[KerasExport("keras.initializers.HeUniform", "keras.initializers.he_uniform")]
public class HeUniform : VarianceScaling
{
    /// <summary>An initializer with this seed.</summary>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public HeUniform(long? seed = null) : base(2.0, "fan_in", "uniform", seed) { }
}
