namespace KerasHost.RandomNumbers;

/// <summary>
/// <c>tf.random.stateless_*</c>: the same pair of seeds always gives the same numbers. Initializers use the pair (seed, 0). float32
/// and integers are equal to TensorFlow's bit for bit everywhere; float64 normals use the platform's C library, as TensorFlow does.
/// </summary>
public static class StatelessRandom
{
    /// <summary>Uniform numbers in [low, high).</summary>
    public static void Uniform(Span<float> destination, long seed0, long seed1, float low = 0, float high = 1) =>
        PhiloxFill.Uniform(Philox4x32.Stateless(seed0, seed1), destination, low, high);

    /// <summary>Uniform numbers in [low, high), in double precision.</summary>
    public static void Uniform(Span<double> destination, long seed0, long seed1, double low = 0, double high = 1) =>
        PhiloxFill.Uniform(Philox4x32.Stateless(seed0, seed1), destination, low, high);

    /// <summary>Uniform integers in [low, high).</summary>
    /// <exception cref="KerasValueException">high is not above low.</exception>
    public static void UniformInt(Span<int> destination, long seed0, long seed1, int low, int high) =>
        PhiloxFill.UniformInt(Philox4x32.Stateless(seed0, seed1), destination, low, high);

    /// <summary>Uniform integers in [low, high).</summary>
    /// <exception cref="KerasValueException">high is not above low.</exception>
    public static void UniformInt(Span<long> destination, long seed0, long seed1, long low, long high) =>
        PhiloxFill.UniformInt(Philox4x32.Stateless(seed0, seed1), destination, low, high);

    /// <summary>Normal numbers.</summary>
    public static void Normal(Span<float> destination, long seed0, long seed1, float mean = 0, float stddev = 1) =>
        PhiloxFill.Normal(Philox4x32.Stateless(seed0, seed1), destination, mean, stddev);

    /// <summary>Normal numbers, in double precision.</summary>
    public static void Normal(Span<double> destination, long seed0, long seed1, double mean = 0, double stddev = 1) =>
        PhiloxFill.Normal(Philox4x32.Stateless(seed0, seed1), destination, mean, stddev);

    /// <summary>Normal numbers not further than two deviations from the mean.</summary>
    public static void TruncatedNormal(Span<float> destination, long seed0, long seed1, float mean = 0, float stddev = 1) =>
        PhiloxFill.TruncatedNormal(Philox4x32.Stateless(seed0, seed1), destination, mean, stddev);

    /// <summary>Normal numbers not further than two deviations from the mean, in double precision.</summary>
    public static void TruncatedNormal(Span<double> destination, long seed0, long seed1, double mean = 0, double stddev = 1) =>
        PhiloxFill.TruncatedNormal(Philox4x32.Stateless(seed0, seed1), destination, mean, stddev);

    /// <summary>Dropout's mask with the uniforms of the pair: <c>u ≥ rate ? 1 / (1 - rate) : 0</c>.</summary>
    /// <exception cref="KerasValueException">The rate is not in [0, 1).</exception>
    public static void DropoutMask(Span<float> destination, long seed0, long seed1, double rate)
    {
        DropoutRate.Check(rate);
        PhiloxFill.DropoutMask(Philox4x32.Stateless(seed0, seed1), destination, (float)rate, DropoutRate.Scale(rate));
    }

    /// <summary>
    /// <c>tf.random.stateless_categorical</c>: class numbers drawn from unnormalised log-probabilities.
    /// </summary>
    /// <param name="destination">Shape (rows, samples), row by row.</param>
    /// <param name="logits">Shape (rows, classes), row by row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed0">First seed.</param>
    /// <param name="seed1">Second seed.</param>
    public static void Categorical(Span<long> destination, ReadOnlySpan<float> logits, int classes, long seed0, long seed1) =>
        CategoricalSampler.Sample(Philox4x32.Stateless(seed0, seed1), destination, logits, classes);

    /// <inheritdoc cref="Categorical(Span{long}, ReadOnlySpan{float}, int, long, long)"/>
    public static void Categorical(Span<long> destination, ReadOnlySpan<double> logits, int classes, long seed0, long seed1) =>
        CategoricalSampler.Sample(Philox4x32.Stateless(seed0, seed1), destination, logits, classes);
}
