using System.Security.Cryptography;

namespace KerasHost.RandomNumbers;

/// <summary>The two seed attributes of a random kernel: the global seed and the operation's.</summary>
/// <param name="Seed">From the global seed.</param>
/// <param name="Seed2">From the operation's seed.</param>
public readonly record struct SeedPair(long Seed, long Seed2)
{
    private const long Modulus = int.MaxValue;

    /// <summary>The pair that TensorFlow makes of a global and an operation's seed; never (0, 0), which would mean unseeded.</summary>
    public static SeedPair Of(long globalSeed, long operationSeed)
    {
        long a = FloorModulo(globalSeed), b = FloorModulo(operationSeed);
        return a == 0 && b == 0 ? new SeedPair(0, Modulus) : new SeedPair(a, b);
    }

    internal static SeedPair FromEntropy()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new SeedPair(BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes[8..]));
    }

    private static long FloorModulo(long value)
    {
        long rest = value % Modulus;
        return rest < 0 ? rest + Modulus : rest;
    }
}
