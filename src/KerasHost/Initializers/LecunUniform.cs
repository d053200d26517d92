namespace KerasHost.Initializers;

/// <summary>Uniform in ±√(3 / fan_in) (LeCun et al., 1998). Mirrors <c>LecunUniform</c>.</summary>
[KerasExport("keras.initializers.LecunUniform", "keras.initializers.lecun_uniform")]
public class LecunUniform : VarianceScaling
{
    /// <summary>An initializer with this seed.</summary>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public LecunUniform(long? seed = null) : base(1.0, "fan_in", "uniform", seed) { }
}
