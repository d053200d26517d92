using System.Numerics;

namespace KerasHost.RandomNumbers;

/// <summary>
/// Python's <c>random.Random</c>: MT19937 with Python's seeding and draws, number for number. Keras draws the seeds of unseeded
/// weights from one of these.
/// </summary>
public sealed class PythonRandom
{
    private readonly MersenneTwister _core;

    /// <summary><c>random.Random()</c>: seeded from the operating system, not repeatable.</summary>
    public PythonRandom() => _core = new MersenneTwister();

    /// <summary><c>random.Random(seed)</c>; the sign of the seed does not matter, its size is not limited.</summary>
    public PythonRandom(BigInteger seed) => _core = new MersenneTwister(Words(seed));

    /// <summary><c>random.Random(seed)</c>.</summary>
    public PythonRandom(long seed) : this((BigInteger)seed) { }

    /// <summary><c>seed(n)</c>: starts over; null seeds from the operating system.</summary>
    public void Seed(BigInteger? seed)
    {
        if (seed is { } n)
            _core.SeedByArray(Words(n));
        else
            _core.SeedByEntropy();
    }

    /// <summary><c>getrandbits(k)</c>: k random bits.</summary>
    /// <param name="k">Number of bits, not negative.</param>
    /// <exception cref="KerasValueException">k is negative.</exception>
    public BigInteger GetRandBits(int k)
    {
        if (k < 0)
            throw new KerasValueException("number of bits must be non-negative");
        if (k == 0)
            return 0;
        BigInteger value = 0;
        for (int shift = 0; shift < k; shift += 32)
            value |= (BigInteger)(k - shift < 32 ? _core.Next32() >> (32 - (k - shift)) : _core.Next32()) << shift;
        return value;
    }

    /// <summary>A uniform number in [0, n), by rejection of <c>getrandbits</c>, as <c>randrange</c>, <c>choice</c> and <c>shuffle</c> draw it.</summary>
    /// <param name="n">Positive.</param>
    /// <exception cref="KerasValueException">n is not positive.</exception>
    public long RandBelow(long n)
    {
        if (n <= 0)
            throw new KerasValueException($"empty range for randrange(): {n}");
        int bits = 64 - BitOperations.LeadingZeroCount((ulong)n);
        while (true)
        {
            ulong value = bits <= 32
                ? _core.Next32() >> (32 - bits)
                : _core.Next32() | (ulong)(_core.Next32() >> (64 - bits)) << 32;
            if (value < (ulong)n)
                return (long)value;
        }
    }

    /// <summary><c>randint(a, b)</c>: a uniform integer in [a, b], both ends included.</summary>
    /// <exception cref="KerasValueException">b is less than a.</exception>
    public long RandInt(long a, long b)
    {
        if (b < a)
            throw new KerasValueException($"empty range for randrange() ({a}, {b + 1}, {b + 1 - a})");
        return a + RandBelow(checked(b - a + 1));
    }

    /// <summary><c>random()</c>: a uniform double in [0, 1).</summary>
    public double Random() => _core.NextDouble();

    /// <summary><c>shuffle(x)</c>: puts the elements into a random order, in place.</summary>
    public void Shuffle<T>(Span<T> x)
    {
        for (int i = x.Length - 1; i > 0; i--)
        {
            int j = (int)RandBelow(i + 1);
            (x[i], x[j]) = (x[j], x[i]);
        }
    }

    private static uint[] Words(BigInteger seed)
    {
        BigInteger n = BigInteger.Abs(seed);
        var words = new List<uint>();
        for (; !n.IsZero; n >>= 32)
            words.Add((uint)(n & uint.MaxValue));
        return words.Count == 0 ? [0] : words.ToArray();
    }
}
