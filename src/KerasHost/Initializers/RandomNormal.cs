using KerasHost.RandomNumbers;

namespace KerasHost.Initializers;

/// <summary>Normal numbers. Mirrors <c>RandomNormal</c>.</summary>
[KerasExport("keras.initializers.RandomNormal", "keras.initializers.random_normal", "tf.random_normal_initializer")]
public class RandomNormal : NormalInitializer
{
    /// <summary>Normal numbers.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation.</param>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public RandomNormal(double mean = 0.0, double stddev = 0.05, long? seed = null) : base(mean, stddev, seed) { }

    private protected override void Fill(Span<float> values, Shape shape, long seed) =>
        StatelessRandom.Normal(values, seed, 0, (float)mean, (float)stddev);

    private protected override void Fill(Span<double> values, Shape shape, long seed) =>
        StatelessRandom.Normal(values, seed, 0, mean, stddev);
}
