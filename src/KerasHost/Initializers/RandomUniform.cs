using KerasHost.RandomNumbers;

namespace KerasHost.Initializers;

/// <summary>Uniform numbers.</summary>
[KerasExport("keras.initializers.RandomUniform", "keras.initializers.random_uniform", "keras.initializers.uniform")]
public class RandomUniform(double minval = -0.05, double maxval = 0.05, long? seed = null) : Initializer
{
    /// <summary>Low.</summary>
    public double minval { get; } = minval;
    /// <summary>High.</summary>
    public double maxval { get; } = maxval;
    /// <summary>Seed.</summary>
    public long? seed { get; } = seed;
    /// <inheritdoc/>
    public override Tensor call(Shape shape, DType? dtype = null)
    {
        Tensor y = Tensor.Uninitialized(DType.Float32, shape);
        StatelessRandom.Uniform(y.AsSpan<float>(), seed ?? SeedStreams.NextWeightSeed(), 0, (float)minval, (float)maxval);
        return y;
    }
}
