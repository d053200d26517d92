using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace KerasHost.RandomNumbers;

/// <summary>
/// The MT19937 generator (Matsumoto and Nishimura, 1998): 32-bit words with period 2^19937 - 1. Python's <c>random</c> and NumPy's
/// legacy <c>RandomState</c> share it and differ only in how they seed it.
/// </summary>
public sealed class MersenneTwister
{
    private const int N = 624, M = 397;

    private readonly uint[] _state = new uint[N];
    private int _index;

    /// <summary>Seeded by one word, as NumPy's <c>RandomState(seed)</c> is.</summary>
    public MersenneTwister(uint seed) => SeedByWord(seed);

    /// <summary>Seeded by a sequence of words, as Python's <c>random.seed(int)</c> is.</summary>
    /// <param name="key">At least one word.</param>
    /// <exception cref="KerasValueException">The key is empty.</exception>
    public MersenneTwister(ReadOnlySpan<uint> key) => SeedByArray(key);

    /// <summary>Seeded from the operating system, not repeatable.</summary>
    public MersenneTwister() => SeedByEntropy();

    /// <summary>Starts over from the operating system's entropy.</summary>
    public void SeedByEntropy()
    {
        Span<uint> key = stackalloc uint[N];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(key));
        SeedByArray(key);
    }

    /// <summary>Starts over from one word.</summary>
    public void SeedByWord(uint seed)
    {
        uint[] mt = _state;
        mt[0] = seed;
        for (int j = 1; j < N; j++)
            mt[j] = 1812433253u * (mt[j - 1] ^ (mt[j - 1] >> 30)) + (uint)j;
        _index = N;
    }

    /// <summary>Starts over from a sequence of words.</summary>
    /// <exception cref="KerasValueException">The key is empty.</exception>
    public void SeedByArray(ReadOnlySpan<uint> key)
    {
        if (key.IsEmpty)
            throw new KerasValueException("Seed must be non-empty");
        SeedByWord(19650218);
        uint[] mt = _state;
        int i = 1, j = 0;
        for (int step = Math.Max(N, key.Length); step > 0; step--)
        {
            mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1664525u)) + key[j] + (uint)j;
            Advance(mt, ref i);
            if (++j >= key.Length)
                j = 0;
        }
        for (int step = N - 1; step > 0; step--)
        {
            mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1566083941u)) - (uint)i;
            Advance(mt, ref i);
        }
        mt[0] = 0x80000000;
    }

    private static void Advance(uint[] mt, ref int i)
    {
        if (++i < N)
            return;
        mt[0] = mt[N - 1];
        i = 1;
    }

    /// <summary>The next word.</summary>
    public uint Next32()
    {
        if (_index >= N)
            Regenerate();
        uint y = _state[_index++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    /// <summary>Two words, the first one high: NumPy's 64-bit draw.</summary>
    public ulong Next64() => (ulong)Next32() << 32 | Next32();

    /// <summary>A double in [0, 1) with 53 random bits, from two words; Python and NumPy agree on it.</summary>
    public double NextDouble()
    {
        uint a = Next32() >> 5, b = Next32() >> 6;
        return (a * 67108864.0 + b) / 9007199254740992.0;
    }

    private void Regenerate()
    {
        uint[] mt = _state;
        for (int k = 0; k < N; k++)
        {
            uint y = (mt[k] & 0x80000000) | (mt[k + 1 < N ? k + 1 : 0] & 0x7fffffff);
            mt[k] = mt[k + M < N ? k + M : k + M - N] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908b0dfu : 0);
        }
        _index = 0;
    }
}
