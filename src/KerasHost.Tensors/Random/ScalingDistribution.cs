namespace KerasHost.RandomNumbers;

/// <summary>The distributions of <see cref="VarianceScaling"/>.</summary>
public enum ScalingDistribution
{
    /// <summary><c>"uniform"</c>: within ±sqrt(3 · variance).</summary>
    Uniform,

    /// <summary><c>"truncated_normal"</c>, also <c>"normal"</c>: cut off at two deviations, widened to keep the variance.</summary>
    TruncatedNormal,

    /// <summary><c>"untruncated_normal"</c>.</summary>
    UntruncatedNormal,
}
