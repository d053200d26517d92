using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasHost.RandomNumbers;

/// <summary>
/// The counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, 2011) as TensorFlow starts it: a 64-bit key, a 128-bit
/// counter, four words a block. A value type: a copy goes its own way.
/// </summary>
public struct Philox4x32
{
    private readonly uint _key0, _key1;
    private ulong _low, _high;

    /// <summary>A generator at the given place.</summary>
    /// <param name="key">The key, low word first.</param>
    /// <param name="low">The lower half of the counter.</param>
    /// <param name="high">The upper half of the counter.</param>
    public Philox4x32(ulong key, ulong low, ulong high)
    {
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
        _low = low;
        _high = high;
    }

    /// <summary>How kernels with the attributes <c>seed</c> and <c>seed2</c> start, and tf.data.</summary>
    public static Philox4x32 Stateful(long seed, long seed2) => new((ulong)seed, 0, (ulong)seed2);

    /// <summary>How <c>tf.random.stateless_*</c>, and with it every initializer, starts from a pair of seeds.</summary>
    public static Philox4x32 Stateless(long seed0, long seed1)
    {
        var mixer = new Philox4x32(0x02461E29_3EC8F720, (ulong)seed0, (ulong)seed1);
        mixer.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
        return new Philox4x32(w0 | (ulong)w1 << 32, 0, w2 | (ulong)w3 << 32);
    }

    /// <summary>The key, low word first.</summary>
    public readonly ulong Key => _key0 | (ulong)_key1 << 32;

    /// <summary>The number of the next block.</summary>
    public readonly UInt128 Counter => new(_high, _low);

    /// <summary>Goes n blocks forward without computing them.</summary>
    public void Skip(ulong n)
    {
        _low += n;
        if (_low < n)
            _high++;
    }

    /// <summary>The four words of the next block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextBlock(out uint w0, out uint w1, out uint w2, out uint w3)
    {
        uint c0 = (uint)_low, c1 = (uint)(_low >> 32), c2 = (uint)_high, c3 = (uint)(_high >> 32);
        uint k0 = _key0, k1 = _key1;
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53ul * c0, p1 = 0xCD9E8D57ul * c2;
            c0 = (uint)(p1 >> 32) ^ c1 ^ k0;
            c1 = (uint)p1;
            c2 = (uint)(p0 >> 32) ^ c3 ^ k1;
            c3 = (uint)p0;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        if (++_low == 0)
            _high++;
        w0 = c0;
        w1 = c1;
        w2 = c2;
        w3 = c3;
    }

    /// <summary>The words of the next whole blocks, several blocks at a time where the processor can.</summary>
    /// <param name="words">A multiple of four.</param>
    internal void Fill(Span<uint> words)
    {
        int done = 0;
        // Where the lower half of the counter would overflow, block by block.
        if (Avx2.IsSupported && _low <= ulong.MaxValue - (ulong)words.Length)
        {
            if (Avx512F.IsSupported)
                done = FillBySixteen(words);
            done = FillByFour(words, FillByEight(words, done));
        }
        for (; done < words.Length; done += 4)
            NextBlock(out words[done], out words[done + 1], out words[done + 2], out words[done + 3]);
    }

    // Twice eight blocks. A round is a chain of dependent instructions: two chains take hardly longer than one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FillBySixteen(Span<uint> words)
    {
        const byte ExclusiveOr = 0x96;
        Vector512<uint> m0 = Vector512.Create(0xD2511F53ul).AsUInt32(), m1 = Vector512.Create(0xCD9E8D57ul).AsUInt32();
        ref ulong destination = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetReference(words));
        ulong low = _low, high = _high;
        int done = 0;
        for (; done <= words.Length - 64; done += 64, low += 16)
        {
            Vector512<ulong> a0 = Vector512.Create(low) + Vector512.Create(0ul, 1, 2, 3, 4, 5, 6, 7), a1 = a0 >>> 32;
            Vector512<ulong> b0 = a0 + Vector512.Create(8ul), b1 = b0 >>> 32;
            Vector512<ulong> a2 = Vector512.Create(high), a3 = a2 >>> 32, b2 = a2, b3 = a3;
            uint k0 = _key0, k1 = _key1;
            for (int round = 0; round < 10; round++)
            {
                Vector512<ulong> key0 = Vector512.Create((ulong)k0), key1 = Vector512.Create((ulong)k1);
                Vector512<ulong> p0 = Avx512F.Multiply(m0, a0.AsUInt32()), p1 = Avx512F.Multiply(m1, a2.AsUInt32());
                Vector512<ulong> q0 = Avx512F.Multiply(m0, b0.AsUInt32()), q1 = Avx512F.Multiply(m1, b2.AsUInt32());
                a0 = Avx512F.TernaryLogic(p1 >>> 32, a1, key0, ExclusiveOr);
                b0 = Avx512F.TernaryLogic(q1 >>> 32, b1, key0, ExclusiveOr);
                a1 = p1;
                b1 = q1;
                a2 = Avx512F.TernaryLogic(p0 >>> 32, a3, key1, ExclusiveOr);
                b2 = Avx512F.TernaryLogic(q0 >>> 32, b3, key1, ExclusiveOr);
                a3 = p0;
                b3 = q0;
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
            Store(ref destination, (nuint)done / 2, a0, a1, a2, a3);
            Store(ref destination, (nuint)done / 2 + 16, b0, b1, b2, b3);
        }
        _low = low;
        return done;
    }

    // Twice four blocks.
    private int FillByEight(Span<uint> words, int done)
    {
        Vector256<uint> m0 = Vector256.Create(0xD2511F53ul).AsUInt32(), m1 = Vector256.Create(0xCD9E8D57ul).AsUInt32();
        ref ulong destination = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetReference(words));
        for (; done <= words.Length - 32; done += 32)
        {
            Vector256<ulong> a0 = Vector256.Create(_low) + Vector256.Create(0ul, 1, 2, 3), a1 = a0 >>> 32;
            Vector256<ulong> b0 = a0 + Vector256.Create(4ul), b1 = b0 >>> 32;
            Vector256<ulong> a2 = Vector256.Create(_high), a3 = a2 >>> 32, b2 = a2, b3 = a3;
            uint k0 = _key0, k1 = _key1;
            for (int round = 0; round < 10; round++)
            {
                Vector256<ulong> key0 = Vector256.Create((ulong)k0), key1 = Vector256.Create((ulong)k1);
                Vector256<ulong> p0 = Avx2.Multiply(m0, a0.AsUInt32()), p1 = Avx2.Multiply(m1, a2.AsUInt32());
                Vector256<ulong> q0 = Avx2.Multiply(m0, b0.AsUInt32()), q1 = Avx2.Multiply(m1, b2.AsUInt32());
                a0 = (p1 >>> 32) ^ (a1 ^ key0);
                b0 = (q1 >>> 32) ^ (b1 ^ key0);
                a1 = p1;
                b1 = q1;
                a2 = (p0 >>> 32) ^ (a3 ^ key1);
                b2 = (q0 >>> 32) ^ (b3 ^ key1);
                a3 = p0;
                b3 = q0;
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
            Store(ref destination, (nuint)done / 2, a0, a1, a2, a3);
            Store(ref destination, (nuint)done / 2 + 8, b0, b1, b2, b3);
            _low += 8;
        }
        return done;
    }

    // Four blocks side by side in 64-bit lanes. A lane's upper half may hold anything: the multiplication looks at the lower one only.
    private int FillByFour(Span<uint> words, int done)
    {
        Vector256<uint> m0 = Vector256.Create(0xD2511F53ul).AsUInt32(), m1 = Vector256.Create(0xCD9E8D57ul).AsUInt32();
        ref ulong destination = ref Unsafe.As<uint, ulong>(ref MemoryMarshal.GetReference(words));
        for (; done <= words.Length - 16; done += 16)
        {
            Vector256<ulong> c0 = Vector256.Create(_low) + Vector256.Create(0ul, 1, 2, 3), c1 = c0 >>> 32;
            Vector256<ulong> c2 = Vector256.Create(_high), c3 = c2 >>> 32;
            uint k0 = _key0, k1 = _key1;
            for (int round = 0; round < 10; round++)
            {
                Vector256<ulong> p0 = Avx2.Multiply(m0, c0.AsUInt32()), p1 = Avx2.Multiply(m1, c2.AsUInt32());
                c0 = (p1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
                c1 = p1;
                c2 = (p0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
                c3 = p0;
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
            Store(ref destination, (nuint)done / 2, c0, c1, c2, c3);
            _low += 4;
        }
        return done;
    }

    // The words of eight blocks in their order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref ulong destination, nuint at, Vector512<ulong> c0, Vector512<ulong> c1, Vector512<ulong> c2, Vector512<ulong> c3)
    {
        Vector512<ulong> lower = Vector512.Create(0xFFFFFFFFul);
        Vector512<ulong> w01 = (c0 & lower) | (c1 << 32), w23 = (c2 & lower) | (c3 << 32);
        Avx512F.PermuteVar8x64x2(w01, Vector512.Create(0ul, 8, 1, 9, 2, 10, 3, 11), w23).StoreUnsafe(ref destination, at);
        Avx512F.PermuteVar8x64x2(w01, Vector512.Create(4ul, 12, 5, 13, 6, 14, 7, 15), w23).StoreUnsafe(ref destination, at + 8);
    }

    // The words of four blocks in their order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref ulong destination, nuint at, Vector256<ulong> c0, Vector256<ulong> c1, Vector256<ulong> c2, Vector256<ulong> c3)
    {
        Vector256<ulong> lower = Vector256.Create(0xFFFFFFFFul);
        Vector256<ulong> w01 = (c0 & lower) | (c1 << 32), w23 = (c2 & lower) | (c3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(w01, w23), odd = Avx2.UnpackHigh(w01, w23);
        Avx2.Permute2x128(even, odd, 0x20).StoreUnsafe(ref destination, at);
        Avx2.Permute2x128(even, odd, 0x31).StoreUnsafe(ref destination, at + 4);
    }
}
