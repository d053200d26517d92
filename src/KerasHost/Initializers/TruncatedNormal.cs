using KerasHost.RandomNumbers;

namespace KerasHost.Initializers;

/// <summary>Normal numbers not further than two standard deviations from the mean; others are drawn again. Mirrors <c>TruncatedNormal</c>.</summary>
[KerasExport("keras.initializers.TruncatedNormal", "keras.initializers.truncated_normal")]
public class TruncatedNormal : NormalInitializer
{
    /// <summary>Normal numbers without far ones.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation.</param>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public TruncatedNormal(double mean = 0.0, double stddev = 0.05, long? seed = null) : base(mean, stddev, seed) { }

    private protected override void Fill(Span<float> values, Shape shape, long seed) =>
        StatelessRandom.TruncatedNormal(values, seed, 0, (float)mean, (float)stddev);

    private protected override void Fill(Span<double> values, Shape shape, long seed) =>
        StatelessRandom.TruncatedNormal(values, seed, 0, mean, stddev);
}
