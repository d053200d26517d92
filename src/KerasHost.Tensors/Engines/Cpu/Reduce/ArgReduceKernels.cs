using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>Positions of extreme elements along an axis. NaN is never extreme.</summary>
internal static unsafe class ArgReduceKernels
{
    private const nint ElementsPerBlock = 1 << 13;

    private struct Job
    {
        public void* X, Y;
        public nint Outer, Length, Inner, OuterPerBlock;
        public bool Largest;
    }

    /// <summary>The first largest (or smallest) of <paramref name="length"/> elements that are <paramref name="inner"/> apart.</summary>
    public static void Run<T, TIndex>(int threads, bool largest, T* x, TIndex* y, nint outer, nint length, nint inner)
        where T : unmanaged, INumber<T> where TIndex : unmanaged, INumber<TIndex>
    {
        var job = new Job { X = x, Y = y, Outer = outer, Length = length, Inner = inner, Largest = largest };
        job.OuterPerBlock = Math.Max(ElementsPerBlock / Math.Max(length * inner, 1), 1);
        int blocks = (int)((outer + job.OuterPerBlock - 1) / job.OuterPerBlock);
        WorkerPool.Shared.Run(blocks < 3 ? 1 : threads, blocks, &Block<T, TIndex>, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<T, TIndex>(void* context, int block) where T : unmanaged, INumber<T> where TIndex : unmanaged, INumber<TIndex>
    {
        ref Job job = ref *(Job*)context;
        nint length = job.Length, inner = job.Inner, o = block * job.OuterPerBlock, end = Math.Min(job.Outer, o + job.OuterPerBlock);
        T* x = (T*)job.X + o * length * inner;
        TIndex* y = (TIndex*)job.Y + o * inner;
        for (; o < end; o++, x += length * inner, y += inner)
            for (nint i = 0; i < inner; i++)
                y[i] = TIndex.CreateTruncating(inner == 1 && length >= 2 * Vector<T>.Count ? OfRun(job.Largest, x, length) : OfColumn(job.Largest, x + i, length, inner));
    }

    private static nint OfColumn<T>(bool largest, T* x, nint length, nint stride) where T : unmanaged, INumber<T>
    {
        nint best = 0;
        T value = *x;
        for (nint r = 1; r < length; r++)
        {
            T candidate = x[r * stride];
            if ((largest ? candidate > value : candidate < value) || (T.IsNaN(value) && !T.IsNaN(candidate)))
            {
                best = r;
                value = candidate;
            }
        }
        return best;
    }

    // The extreme value first, then where it is. A lane that began with NaN takes the first number that it meets.
    private static nint OfRun<T>(bool largest, T* x, nint length) where T : unmanaged, INumber<T>
    {
        Vector<T> best = Vector.Load(x);
        nint i = Vector<T>.Count;
        for (; i + Vector<T>.Count <= length; i += Vector<T>.Count)
            best = Better(largest, Vector.Load(x + i), best);
        best = Better(largest, Vector.Load(x + length - Vector<T>.Count), best);
        T value = best[0];
        for (int lane = 1; lane < Vector<T>.Count; lane++)
        {
            T candidate = best[lane];
            if ((largest ? candidate > value : candidate < value) || T.IsNaN(value))
                value = candidate;
        }
        for (nint j = 0; j < length; j++)
            if (x[j] == value)
                return j;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Better<T>(bool largest, Vector<T> candidate, Vector<T> best) where T : unmanaged, INumber<T>
    {
        Vector<T> number = Vector.Equals(best, best);
        Vector<T> better = largest ? Vector.GreaterThan(candidate, best) : Vector.LessThan(candidate, best);
        return Vector.ConditionalSelect(better | ~number, candidate, best);
    }
}
