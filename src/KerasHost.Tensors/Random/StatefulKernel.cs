namespace KerasHost.RandomNumbers;

/// <summary>
/// One random kernel of TensorFlow (RandomUniform, RandomStandardNormal, TruncatedNormal, RandomUniformInt, RandomShuffle or
/// Multinomial): a pair of seeds and a counter that every call moves on, by as much as TensorFlow reserves.
/// </summary>
public sealed class StatefulKernel
{
    private const ulong BlocksOfElement = 256;

    private readonly bool _unseeded;
    private Philox4x32 _stream;

    /// <summary>A kernel with the given attributes; (0, 0) means unseeded, as in TensorFlow.</summary>
    public StatefulKernel(long seed, long seed2)
    {
        _unseeded = seed == 0 && seed2 == 0;
        Pair = new SeedPair(seed, seed2);
        Restart();
    }

    /// <summary>A kernel with the given attributes; null means unseeded.</summary>
    public StatefulKernel(SeedPair? pair) : this(pair?.Seed ?? 0, pair?.Seed2 ?? 0) { }

    /// <summary>The attributes <c>seed</c> and <c>seed2</c>.</summary>
    public SeedPair Pair { get; }

    /// <summary>The number of the next block.</summary>
    public UInt128 Counter => _stream.Counter;

    /// <summary>Back to the start with the same pair, as when TensorFlow drops its kernels; an unseeded kernel takes new entropy.</summary>
    public void Restart()
    {
        SeedPair start = _unseeded ? SeedPair.FromEntropy() : Pair;
        _stream = Philox4x32.Stateful(start.Seed, start.Seed2);
    }

    /// <summary>Goes on at a block that <see cref="Counter"/> told before.</summary>
    internal void GoOnAt(UInt128 counter) => _stream = new Philox4x32(_stream.Key, (ulong)counter, (ulong)(counter >> 64));

    /// <summary>Uniform numbers in [low, high).</summary>
    public void Uniform(Span<float> destination, float low = 0, float high = 1)
    {
        PhiloxFill.Uniform(_stream, destination, low, high);
        Advance(destination.Length);
    }

    /// <summary>Uniform numbers in [low, high), in double precision.</summary>
    public void Uniform(Span<double> destination, double low = 0, double high = 1)
    {
        PhiloxFill.Uniform(_stream, destination, low, high);
        Advance(destination.Length);
    }

    /// <summary>Uniform integers in [low, high).</summary>
    /// <exception cref="KerasValueException">high is not above low.</exception>
    public void UniformInt(Span<int> destination, int low, int high)
    {
        PhiloxFill.UniformInt(_stream, destination, low, high);
        Advance(destination.Length);
    }

    /// <summary>Uniform integers in [low, high).</summary>
    /// <exception cref="KerasValueException">high is not above low.</exception>
    public void UniformInt(Span<long> destination, long low, long high)
    {
        PhiloxFill.UniformInt(_stream, destination, low, high);
        Advance(destination.Length);
    }

    /// <summary>Normal numbers.</summary>
    public void Normal(Span<float> destination, float mean = 0, float stddev = 1)
    {
        PhiloxFill.Normal(_stream, destination, mean, stddev);
        Advance(destination.Length);
    }

    /// <summary>Normal numbers, in double precision.</summary>
    public void Normal(Span<double> destination, double mean = 0, double stddev = 1)
    {
        PhiloxFill.Normal(_stream, destination, mean, stddev);
        Advance(destination.Length);
    }

    /// <summary>Normal numbers not further than two deviations from the mean.</summary>
    public void TruncatedNormal(Span<float> destination, float mean = 0, float stddev = 1)
    {
        PhiloxFill.TruncatedNormal(_stream, destination, mean, stddev);
        Advance(destination.Length);
    }

    /// <summary>Normal numbers not further than two deviations from the mean, in double precision.</summary>
    public void TruncatedNormal(Span<double> destination, double mean = 0, double stddev = 1)
    {
        PhiloxFill.TruncatedNormal(_stream, destination, mean, stddev);
        Advance(destination.Length);
    }

    /// <summary>
    /// Dropout's mask: <c>u ≥ rate ? 1 / (1 - rate) : 0</c>. Multiplying by it equals Keras's dropout but for infinite and NaN inputs.
    /// </summary>
    /// <exception cref="KerasValueException">The rate is not in [0, 1).</exception>
    public void DropoutMask(Span<float> destination, double rate)
    {
        DropoutRate.Check(rate);
        PhiloxFill.DropoutMask(_stream, destination, (float)rate, DropoutRate.Scale(rate));
        Advance(destination.Length);
    }

    /// <summary>Dropout's mask in double precision, whose uniforms are double too.</summary>
    /// <exception cref="KerasValueException">The rate is not in [0, 1).</exception>
    public void DropoutMask(Span<double> destination, double rate)
    {
        DropoutRate.Check(rate);
        PhiloxFill.DropoutMask(_stream, destination, rate, 1.0 / (1.0 - rate));
        Advance(destination.Length);
    }

    /// <summary>Moves on by the numbers of a tensor that is filled later, and tells where they begin.</summary>
    internal Philox4x32 Reserve(int elements)
    {
        Philox4x32 start = _stream;
        Advance(elements);
        return start;
    }

    /// <summary>RandomShuffle: puts the elements (the rows of a matrix) into a random order, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        PhiloxFill.Shuffle(_stream, items);
        if (items.Length > 1)
            _stream.Skip(((ulong)items.Length + 2) / 4);
    }

    /// <summary>RandomShuffle of 0 … n-1: the order in which <c>fit</c> visits n samples.</summary>
    public void Permutation(Span<int> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = i;
        Shuffle(destination);
    }

    /// <summary><c>tf.random.categorical</c>: class numbers drawn from unnormalised log-probabilities.</summary>
    /// <param name="destination">Shape (rows, samples), row by row.</param>
    /// <param name="logits">Shape (rows, classes), row by row.</param>
    /// <param name="classes">Number of classes.</param>
    public void Categorical(Span<long> destination, ReadOnlySpan<float> logits, int classes)
    {
        CategoricalSampler.Sample(_stream, destination, logits, classes);
        AdvanceCategorical(destination.Length, logits.Length / classes);
    }

    /// <inheritdoc cref="Categorical(Span{long}, ReadOnlySpan{float}, int)"/>
    public void Categorical(Span<long> destination, ReadOnlySpan<double> logits, int classes)
    {
        CategoricalSampler.Sample(_stream, destination, logits, classes);
        AdvanceCategorical(destination.Length, logits.Length / classes);
    }

    private void Advance(int elements) => _stream.Skip(BlocksOfElement * (ulong)elements);

    private void AdvanceCategorical(int outputs, int rows)
    {
        if (rows > 0)
            _stream.Skip(CategoricalSampler.Blocks(rows, outputs / rows));
    }
}
