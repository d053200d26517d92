using KerasHost.RandomNumbers;

namespace KerasHost.Initializers;

/// <summary>Numbers that are equally likely in [minval, maxval); integers too. Mirrors <c>RandomUniform</c>.</summary>
[KerasExport("keras.initializers.RandomUniform", "keras.initializers.random_uniform", "tf.random_uniform_initializer")]
public class RandomUniform : RandomInitializer
{
    /// <summary>Uniform numbers.</summary>
    /// <param name="minval">The lower bound, included.</param>
    /// <param name="maxval">The upper bound, not included.</param>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public RandomUniform(double minval = -0.05, double maxval = 0.05, long? seed = null) : base(seed)
    {
        this.minval = minval;
        this.maxval = maxval;
    }

    /// <summary>The lower bound, included.</summary>
    public double minval { get; }

    /// <summary>The upper bound, not included.</summary>
    public double maxval { get; }

    private protected override void Check(Shape shape, DType type)
    {
        if (!type.is_floating && type != DType.Int32 && type != DType.Int64)
            throw new KerasValueException($"Expected float or integer dtype, got <dtype: '{type}'>.");
    }

    private protected override void Fill(Span<float> values, Shape shape, long seed) =>
        StatelessRandom.Uniform(values, seed, 0, (float)minval, (float)maxval);

    private protected override void Fill(Span<double> values, Shape shape, long seed) =>
        StatelessRandom.Uniform(values, seed, 0, minval, maxval);

    private protected override void FillIntegers(Tensor values, long seed)
    {
        if (values.dtype == DType.Int32)
            StatelessRandom.UniformInt(values.AsSpan<int>(), seed, 0, (int)minval, (int)maxval);
        else
            StatelessRandom.UniformInt(values.AsSpan<long>(), seed, 0, (long)minval, (long)maxval);
    }
}
