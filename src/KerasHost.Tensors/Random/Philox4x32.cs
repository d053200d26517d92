using System.Runtime.CompilerServices;

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
}
