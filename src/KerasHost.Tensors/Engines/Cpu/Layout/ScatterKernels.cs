using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Layout;

/// <summary>Rows added by number.</summary>
internal static unsafe class ScatterKernels
{
    private const nint ParallelElements = 1 << 15;
    private const int IndicesPerPass = 2048;
    private const int BytesPerGroup = 64;

    private struct Job
    {
        public void* Indices, Updates, Y;
        public nint Count, Length, Times;
        public int Parts, GroupShift;
    }

    /// <summary>
    /// y[indices[i]] += updates[i / times], in the order of i for every row: each thread has rows of its own and passes over all indices.
    /// Small groups of rows go to the threads by a hash of their number, since the words of a text are anything but equally frequent.
    /// </summary>
    public static void Add<T, TIndex>(int threads, TIndex* indices, T* updates, nint times, T* y, nint count, nint length, nint rows)
        where T : unmanaged, INumber<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        if (count == 0 || length == 0)
            return;
        int parts = count * length < ParallelElements ? 1 : (int)Math.Min(threads, rows);
        int rowsPerGroup = (int)Math.Max(1, BytesPerGroup / (length * sizeof(T)));
        var job = new Job { Indices = indices, Updates = updates, Y = y, Count = count, Length = length, Times = times, Parts = parts, GroupShift = BitOperations.Log2((uint)rowsPerGroup) };
        WorkerPool.Shared.Run(parts, parts, &Part<T, TIndex>, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Part<T, TIndex>(void* context, int part) where T : unmanaged, INumber<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Job job = *(Job*)context;
        int* rows = stackalloc int[IndicesPerPass], sources = stackalloc int[IndicesPerPass];
        var indices = (TIndex*)job.Indices;
        int source = 0;
        nint rest = job.Times;
        for (nint start = 0; start < job.Count; start += IndicesPerPass)
        {
            nint end = Math.Min(job.Count, start + IndicesPerPass);
            int count = 0;
            // Without a branch: whether an index is this part's is anyone's guess.
            for (nint i = start; i < end; i++)
            {
                int row = int.CreateTruncating(indices[i]);
                rows[count] = row;
                sources[count] = source;
                uint hash = (uint)(row >> job.GroupShift) * 2654435769u;
                count += (int)(((ulong)hash * (uint)job.Parts) >> 32) == part ? 1 : 0;
                if (--rest == 0)
                {
                    rest = job.Times;
                    source++;
                }
            }
            AddRows(rows, sources, count, (T*)job.Updates, (T*)job.Y, job.Length);
        }
    }

    // The sums of a row that several neighbours add to, such as padding, stay in registers meanwhile.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddRows<T>(int* rows, int* sources, int count, T* updates, T* y, nint length) where T : unmanaged, INumber<T>
    {
        for (int first = 0, next; first < count; first = next)
        {
            next = first + 1;
            while (next < count && rows[next] == rows[first])
                next++;
            T* target = y + rows[first] * length;
            nint j = 0;
            for (; j + 2 * Vector<T>.Count <= length; j += 2 * Vector<T>.Count)
            {
                Vector<T> a = Vector.Load(target + j), b = Vector.Load(target + j + Vector<T>.Count);
                for (int i = first; i < next; i++)
                {
                    T* update = updates + sources[i] * length + j;
                    a += Vector.Load(update);
                    b += Vector.Load(update + Vector<T>.Count);
                }
                a.Store(target + j);
                b.Store(target + j + Vector<T>.Count);
            }
            for (; j + Vector<T>.Count <= length; j += Vector<T>.Count)
            {
                Vector<T> a = Vector.Load(target + j);
                for (int i = first; i < next; i++)
                    a += Vector.Load(updates + sources[i] * length + j);
                a.Store(target + j);
            }
            for (; j < length; j++)
                for (int i = first; i < next; i++)
                    target[j] += updates[sources[i] * length + j];
        }
    }
}
