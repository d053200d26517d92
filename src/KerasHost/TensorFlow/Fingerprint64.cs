using System.Buffers.Binary;
using System.Numerics;

namespace KerasHost.TensorFlow;

/// <summary>FarmHash's Fingerprint64, by which TensorFlow puts texts into buckets (Pike and Alakuijala, github.com/google/farmhash).</summary>
internal static class Fingerprint64
{
    private const ulong K0 = 0xc3a5c85c97cb3127, K1 = 0xb492b66fbe98f273, K2 = 0x9ae16a3b2f90404f;

    /// <summary>The bucket of a text, 0 to <paramref name="buckets"/> - 1.</summary>
    public static long Bucket(string text, long buckets) => (long)(Of(System.Text.Encoding.UTF8.GetBytes(text)) % (ulong)buckets);

    /// <summary>The fingerprint of bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> s) => s.Length <= 16 ? UpTo16(s) : s.Length <= 32 ? UpTo32(s) : s.Length <= 64 ? UpTo64(s) : Long(s);

    private static ulong UpTo16(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        ulong factor = K2 + (ulong)n * 2;
        if (n >= 8)
        {
            ulong a = Word(s, 0) + K2, b = Word(s, n - 8);
            return Mix(Turn(b, 37) * factor + a, (Turn(a, 25) + b) * factor, factor);
        }
        if (n >= 4)
            return Mix((ulong)n + ((ulong)HalfWord(s, 0) << 3), HalfWord(s, n - 4), factor);
        if (n == 0)
            return K2;
        uint y = s[0] + ((uint)s[n >> 1] << 8), z = (uint)n + ((uint)s[n - 1] << 2);
        return Fold(y * K2 ^ z * K0) * K2;
    }

    private static ulong UpTo32(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        ulong factor = K2 + (ulong)n * 2, a = Word(s, 0) * K1, b = Word(s, 8), c = Word(s, n - 8) * factor, d = Word(s, n - 16) * K2;
        return Mix(Turn(a + b, 43) + Turn(c, 30) + d, a + Turn(b + K2, 18) + c, factor);
    }

    private static ulong UpTo64(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        ulong factor = K2 + (ulong)n * 2, a = Word(s, 0) * K2, b = Word(s, 8), c = Word(s, n - 8) * factor, d = Word(s, n - 16) * K2;
        ulong y = Turn(a + b, 43) + Turn(c, 30) + d, z = Mix(y, a + Turn(b + K2, 18) + c, factor);
        ulong e = Word(s, 16) * factor, f = Word(s, 24), g = (y + Word(s, n - 32)) * factor, h = (z + Word(s, n - 24)) * factor;
        return Mix(Turn(e + f, 43) + Turn(g, 30) + h, e + Turn(f + a, 18) + g, factor);
    }

    // 56 bytes of state over blocks of 64; the last block overlaps the one before.
    private static ulong Long(ReadOnlySpan<byte> s)
    {
        const ulong Seed = 81;
        int last = s.Length - 64, end = (s.Length - 1) / 64 * 64;
        ulong x = unchecked(Seed * K2) + Word(s, 0), y = unchecked(Seed * K1 + 113), z = Fold(y * K2 + 113) * K2;
        (ulong First, ulong Second) v = (0, 0), w = (0, 0);
        for (int at = 0; at < end; at += 64)
        {
            x = Turn(x + y + v.First + Word(s, at + 8), 37) * K1;
            y = Turn(y + v.Second + Word(s, at + 48), 42) * K1;
            x ^= w.Second;
            y += v.First + Word(s, at + 40);
            z = Turn(z + w.First, 33) * K1;
            v = Block(s, at, v.Second * K1, x + w.First);
            w = Block(s, at + 32, z + w.Second, y + Word(s, at + 16));
            (z, x) = (x, z);
        }
        ulong factor = K1 + ((z & 0xff) << 1);
        w.First += (ulong)((s.Length - 1) & 63);
        v.First += w.First;
        w.First += v.First;
        x = Turn(x + y + v.First + Word(s, last + 8), 37) * factor;
        y = Turn(y + v.Second + Word(s, last + 48), 42) * factor;
        x ^= w.Second * 9;
        y += v.First * 9 + Word(s, last + 40);
        z = Turn(z + w.First, 33) * factor;
        v = Block(s, last, v.Second * factor, x + w.First);
        w = Block(s, last + 32, z + w.Second, y + Word(s, last + 16));
        (z, x) = (x, z);
        return Mix(Mix(v.First, w.First, factor) + Fold(y) * K0 + z, Mix(v.Second, w.Second, factor) + x, factor);
    }

    private static (ulong, ulong) Block(ReadOnlySpan<byte> s, int at, ulong a, ulong b)
    {
        ulong first = Word(s, at), last = Word(s, at + 24);
        a += first;
        b = Turn(b + a + last, 21);
        ulong before = a;
        a += Word(s, at + 8) + Word(s, at + 16);
        return (a + last, b + Turn(a, 44) + before);
    }

    private static ulong Mix(ulong u, ulong v, ulong factor)
    {
        ulong a = Fold((u ^ v) * factor);
        return Fold((v ^ a) * factor) * factor;
    }

    private static ulong Fold(ulong value) => value ^ (value >> 47);

    private static ulong Turn(ulong value, int bits) => BitOperations.RotateRight(value, bits);

    private static ulong Word(ReadOnlySpan<byte> s, int at) => BinaryPrimitives.ReadUInt64LittleEndian(s[at..]);

    private static uint HalfWord(ReadOnlySpan<byte> s, int at) => BinaryPrimitives.ReadUInt32LittleEndian(s[at..]);
}
