using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Layout;

/// <summary>Rows taken by number.</summary>
internal static unsafe class GatherKernels
{
    private const nint BytesPerBlock = 1 << 16;
    private const nint IndicesPerBlock = 1 << 15;

    private struct GatherJob
    {
        public byte* X, Y;
        public void* Indices;
        public nint Size, Count, Bytes, PerBlock, BlocksPerOuter;
    }

    private struct SearchJob
    {
        public void* Indices;
        public nint Count;
        public long Limit, First;
    }

    /// <summary>y = the slices of x at the indices; slices are <paramref name="bytes"/> long, the axis has <paramref name="size"/> of them.</summary>
    public static void Gather<TIndex>(int threads, byte* x, TIndex* indices, byte* y, nint outer, nint size, nint count, nint bytes)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        if (bytes == 0 || count == 0)
            return;
        var job = new GatherJob { X = x, Y = y, Indices = indices, Size = size, Count = count, Bytes = bytes, PerBlock = Math.Max(BytesPerBlock / bytes, 1) };
        job.BlocksPerOuter = (count + job.PerBlock - 1) / job.PerBlock;
        int blocks = (int)(outer * job.BlocksPerOuter);
        WorkerPool.Shared.Run(outer * count * bytes < 2 * BytesPerBlock ? 1 : threads, blocks, &GatherBlock<TIndex>, &job);
    }

    /// <summary>The position of the first index that is not in 0 … limit - 1, or -1.</summary>
    public static nint FirstOutside<TIndex>(int threads, TIndex* indices, nint count, long limit)
        where TIndex : unmanaged, IBinaryInteger<TIndex>, IMinMaxValue<TIndex>
    {
        var job = new SearchJob { Indices = indices, Count = count, Limit = Math.Min(limit, long.CreateSaturating(TIndex.MaxValue)), First = long.MaxValue };
        int blocks = (int)((count + IndicesPerBlock - 1) / IndicesPerBlock);
        WorkerPool.Shared.Run(blocks < 3 ? 1 : threads, blocks, &SearchBlock<TIndex>, &job);
        return job.First == long.MaxValue ? -1 : (nint)job.First;
    }

    private static void GatherBlock<TIndex>(void* context, int block) where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ref GatherJob job = ref *(GatherJob*)context;
        nint outer = block / job.BlocksPerOuter, start = block % job.BlocksPerOuter * job.PerBlock, end = Math.Min(job.Count, start + job.PerBlock);
        nint bytes = job.Bytes;
        byte* x = job.X + outer * job.Size * bytes;
        byte* y = job.Y + (outer * job.Count + start) * bytes;
        var indices = (TIndex*)job.Indices;
        if (bytes == 64)
            for (nint i = start; i < end; i++, y += 64)
                Vector512.Load(x + nint.CreateTruncating(indices[i]) * 64).Store(y);
        else if (bytes % 16 == 0 && bytes <= 512)
            for (nint i = start; i < end; i++, y += bytes)
            {
                byte* row = x + nint.CreateTruncating(indices[i]) * bytes;
                for (nint j = 0; j < bytes; j += 16)
                    Vector128.Load(row + j).Store(y + j);
            }
        else
            for (nint i = start; i < end; i++, y += bytes)
                Unsafe.CopyBlockUnaligned(y, x + nint.CreateTruncating(indices[i]) * bytes, (uint)bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SearchBlock<TIndex>(void* context, int block) where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ref SearchJob job = ref *(SearchJob*)context;
        nint i = block * IndicesPerBlock, end = Math.Min(job.Count, i + IndicesPerBlock);
        var indices = (TIndex*)job.Indices;
        var limit = new Vector<TIndex>(TIndex.CreateTruncating(job.Limit));
        for (; i + Vector<TIndex>.Count <= end; i += Vector<TIndex>.Count)
        {
            Vector<TIndex> v = Vector.Load(indices + i);
            if (Vector.LessThanAny(v, Vector<TIndex>.Zero) || Vector.GreaterThanOrEqualAny(v, limit))
                break;
        }
        for (; i < end; i++)
        {
            long index = long.CreateTruncating(indices[i]);
            if (index >= 0 && index < job.Limit)
                continue;
            // The smallest of all blocks counts.
            for (long seen = Volatile.Read(ref job.First); i < seen;)
                seen = Interlocked.CompareExchange(ref job.First, i, seen) is var now && now == seen ? i : now;
            return;
        }
    }
}
