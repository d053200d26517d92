using System.Numerics;

namespace KerasHost.Engines.Cpu.Layout;

/// <summary>Rows taken and added by number.</summary>
internal static unsafe class GatherKernels
{
    /// <summary>y = the slices of x at the indices; slices are <paramref name="bytes"/> long, the axis has <paramref name="size"/> of them.</summary>
    public static void Gather<TIndex>(byte* x, TIndex* indices, byte* y, nint outer, nint size, nint count, nint bytes)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (nint o = 0; o < outer; o++, x += size * bytes)
            for (nint i = 0; i < count; i++, y += bytes)
                Buffer.MemoryCopy(x + nint.CreateTruncating(indices[i]) * bytes, y, bytes, bytes);
    }

    /// <summary>y[indices[i]] += updates[i], in the order of i.</summary>
    public static void ScatterAdd<T, TIndex>(TIndex* indices, T* updates, T* y, nint count, nint length)
        where T : unmanaged, INumber<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (nint i = 0; i < count; i++, updates += length)
        {
            T* row = y + nint.CreateTruncating(indices[i]) * length;
            for (nint j = 0; j < length; j++)
                row[j] += updates[j];
        }
    }

    /// <summary>The position of the first index that is not in 0 … limit - 1, or -1.</summary>
    public static nint FirstOutside<TIndex>(TIndex* indices, nint count, long limit) where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (nint i = 0; i < count; i++)
        {
            long index = long.CreateTruncating(indices[i]);
            if (index < 0 || index >= limit)
                return i;
        }
        return -1;
    }
}
