namespace KerasHost.Data;

/// <summary>Numbers of elements as tf.data counts them: two values below zero have a meaning of their own.</summary>
internal static class Cardinality
{
    /// <summary>The elements never end.</summary>
    public const long Infinite = -1;

    /// <summary>Only reading tells.</summary>
    public const long Unknown = -2;

    /// <summary>The smaller number, as of datasets read side by side.</summary>
    public static long Smaller(long a, long b) => (a, b) switch
    {
        (Infinite, _) => b,
        (_, Infinite) => a,
        (Unknown, _) or (_, Unknown) => Unknown,
        _ => Math.Min(a, b),
    };

    /// <summary>The sum, as of datasets read one after the other.</summary>
    public static long Sum(long a, long b) => a == Infinite || b == Infinite ? Infinite : a == Unknown || b == Unknown ? Unknown : a + b;

    /// <summary>How many groups of <paramref name="size"/> there are.</summary>
    public static long Groups(long count, long size, bool dropRemainder) => count < 0 ? count : dropRemainder ? count / size : (count + size - 1) / size;
}
