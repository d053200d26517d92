namespace KerasHost.RandomNumbers;

/// <summary>What <see cref="VarianceScaling"/> divides the variance by.</summary>
public enum FanMode
{
    /// <summary><c>"fan_in"</c>: the number of inputs.</summary>
    FanIn,

    /// <summary><c>"fan_out"</c>: the number of outputs.</summary>
    FanOut,

    /// <summary><c>"fan_avg"</c>: the mean of both.</summary>
    FanAvg,
}
