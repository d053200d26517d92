using KerasHost.RandomNumbers;

namespace KerasHost.Initializers;

/// <summary>Glorot.</summary>
[KerasExport("keras.initializers.GlorotUniform", "keras.initializers.glorot_uniform")]
public class GlorotUniform(long? seed = null) : Initializer
{
    /// <summary>Seed.</summary>
    public long? seed { get; } = seed;
    /// <inheritdoc/>
    public override Tensor call(Shape shape, DType? dtype = null)
    {
        Tensor y = Tensor.Uninitialized(DType.Float32, shape);
        double limit = Math.Sqrt(3 / ((shape[0] + shape[1]) / 2.0));
        StatelessRandom.Uniform(y.AsSpan<float>(), seed ?? SeedStreams.NextWeightSeed(), 0, (float)-limit, (float)limit);
        return y;
    }
}
