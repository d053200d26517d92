using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasHost.Engines.Cpu.Layout;

/// <summary>Short contiguous pieces of memory, moved and added without a call.</summary>
internal static unsafe class Rows
{
    private const nint LongRow = 512;

    /// <summary>y = x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(byte* x, byte* y, nint bytes)
    {
        if (bytes is >= 32 and <= LongRow)
        {
            // The last vector may overlap the one before.
            nint last = bytes - 32;
            for (nint i = 0; i < last; i += 32)
                Vector256.Load(x + i).Store(y + i);
            Vector256.Load(x + last).Store(y + last);
        }
        else if (bytes == sizeof(int))
            Unsafe.WriteUnaligned(y, Unsafe.ReadUnaligned<int>(x));
        else
            Buffer.MemoryCopy(x, y, bytes, bytes);
    }

    /// <summary>y += x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(T* x, T* y, nint count) where T : unmanaged, INumber<T>
    {
        nint i = 0;
        for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
            (Vector.Load(y + i) + Vector.Load(x + i)).Store(y + i);
        for (; i < count; i++)
            y[i] += x[i];
    }

    /// <summary>y = x again and again.</summary>
    public static void Repeat(byte* x, byte* y, nint bytes, nint times)
    {
        if (bytes == 0 || times == 0)
            return;
        Buffer.MemoryCopy(x, y, bytes, bytes);
        // What is there doubles, up to what the first cache holds, and is then copied on.
        nint total = bytes * times, done = bytes;
        while (done < total)
        {
            nint most = Math.Max(bytes, 4096 / bytes * bytes);
            nint piece = Math.Min(Math.Min(done, most), total - done);
            Buffer.MemoryCopy(y, y + done, piece, piece);
            done += piece;
        }
    }
}
