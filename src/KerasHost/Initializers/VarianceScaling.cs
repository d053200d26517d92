using KerasHost.RandomNumbers;
using Numbers = KerasHost.RandomNumbers.VarianceScaling;

namespace KerasHost.Initializers;

/// <summary>
/// Numbers whose variance is scale / fan, where fan is the number of inputs, outputs or their mean. Mirrors <c>VarianceScaling</c>.
/// </summary>
[KerasExport("keras.initializers.VarianceScaling", "keras.initializers.variance_scaling")]
public class VarianceScaling : RandomInitializer
{
    private readonly FanMode _mode;
    private readonly ScalingDistribution _distribution;

    /// <summary>Numbers scaled by the size of a layer.</summary>
    /// <param name="scale">The factor, positive.</param>
    /// <param name="mode"><c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</param>
    /// <param name="distribution"><c>truncated_normal</c> (or <c>normal</c>), <c>untruncated_normal</c> or <c>uniform</c>.</param>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    /// <exception cref="KerasValueException">An argument is none of these.</exception>
    public VarianceScaling(double scale = 1.0, string mode = "fan_in", string distribution = "truncated_normal", long? seed = null) : base(seed)
    {
        if (scale <= 0)
            throw new KerasValueException($"`scale` must be positive float. Received: scale={PythonText.Repr(scale)}.");
        _mode = mode switch
        {
            "fan_in" => FanMode.FanIn,
            "fan_out" => FanMode.FanOut,
            "fan_avg" => FanMode.FanAvg,
            _ => throw new KerasValueException($"Invalid `mode` argument: {mode}. Please use one of the {{'fan_in', 'fan_avg', 'fan_out'}}."),
        };
        distribution = distribution.ToLowerInvariant() is var lower && lower == "normal" ? "truncated_normal" : lower;
        _distribution = distribution switch
        {
            "uniform" => ScalingDistribution.Uniform,
            "truncated_normal" => ScalingDistribution.TruncatedNormal,
            "untruncated_normal" => ScalingDistribution.UntruncatedNormal,
            _ => throw new KerasValueException($"Invalid `distribution` argument: {distribution}.Allowed distributions: {{'truncated_normal', 'uniform', 'untruncated_normal'}}."),
        };
        this.scale = scale;
        this.mode = mode;
        this.distribution = distribution;
    }

    /// <summary>The factor.</summary>
    public double scale { get; }

    /// <summary><c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</summary>
    public string mode { get; }

    /// <summary><c>truncated_normal</c>, <c>untruncated_normal</c> or <c>uniform</c>.</summary>
    public string distribution { get; }

    private protected override void Fill(Span<float> values, Shape shape, long seed) =>
        Numbers.Fill(values, shape.Dims, seed, scale, _mode, _distribution);

    private protected override void Fill(Span<double> values, Shape shape, long seed) =>
        Numbers.Fill(values, shape.Dims, seed, scale, _mode, _distribution);
}
