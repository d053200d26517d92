namespace KerasHost.Initializers;

/// <summary>Truncated normal with variance 1 / fan_in (LeCun et al., 1998). Mirrors <c>LecunNormal</c>.</summary>
[KerasExport("keras.initializers.LecunNormal", "keras.initializers.lecun_normal")]
public class LecunNormal : VarianceScaling
{
    /// <summary>An initializer with this seed.</summary>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public LecunNormal(long? seed = null) : base(1.0, "fan_in", "truncated_normal", seed) { }
}
