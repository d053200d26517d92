using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>The largest or smallest elements along one axis; NaN where there is one.</summary>
internal static unsafe class Extremes<T> where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private const nint ElementsPerBlock = 1 << 14;

    private struct Job
    {
        public T* X, Y;
        public nint Outer, Length, Inner, PerBlock;
        public T Identity;
        public bool Largest;
    }

    private static readonly bool s_isFloat = typeof(T) == typeof(float) || typeof(T) == typeof(double);

    /// <summary>y[o, i] = the largest of x[o, r, i] over r; of none the lowest value of the type, -∞ for floats.</summary>
    public static void Largest(int threads, T* x, T* y, nint outer, nint length, nint inner) =>
        Run(threads, true, s_isFloat ? T.CreateTruncating(double.NegativeInfinity) : T.MinValue, x, y, outer, length, inner);

    /// <summary>y[o, i] = the smallest of x[o, r, i] over r; of none the highest value of the type, ∞ for floats.</summary>
    public static void Smallest(int threads, T* x, T* y, nint outer, nint length, nint inner) =>
        Run(threads, false, s_isFloat ? T.CreateTruncating(double.PositiveInfinity) : T.MaxValue, x, y, outer, length, inner);

    private static void Run(int threads, bool largest, T identity, T* x, T* y, nint outer, nint length, nint inner)
    {
        var job = new Job { X = x, Y = y, Outer = outer, Length = length, Inner = inner, Identity = identity, Largest = largest };
        job.PerBlock = Math.Max(ElementsPerBlock / Math.Max(length * inner, 1), 1);
        int blocks = (int)((outer + job.PerBlock - 1) / job.PerBlock);
        WorkerPool.Shared.Run(outer * length * inner < 2 * ElementsPerBlock ? 1 : threads, blocks, &Block, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(void* context, int block)
    {
        Job job = *(Job*)context;
        nint end = Math.Min(job.Outer, (block + 1) * job.PerBlock);
        for (nint outer = block * job.PerBlock; outer < end; outer++)
        {
            T* x = job.X + outer * job.Length * job.Inner, y = job.Y + outer * job.Inner;
            if (job.Inner == 1)
            {
                *y = Line(job, x);
                continue;
            }
            new Span<T>(y, (int)job.Inner).Fill(job.Identity);
            for (nint r = 0; r < job.Length; r++, x += job.Inner)
            {
                nint i = 0;
                for (; i + Vector<T>.Count <= job.Inner; i += Vector<T>.Count)
                    Combine(job, Vector.Load(y + i), Vector.Load(x + i)).Store(y + i);
                for (; i < job.Inner; i++)
                    y[i] = Combine(job, y[i], x[i]);
            }
        }
    }

    private static T Line(in Job job, T* x)
    {
        T result = job.Identity;
        nint i = 0;
        if (job.Length >= 2 * Vector<T>.Count)
        {
            Vector<T> a = Vector.Load(x), b = Vector.Load(x + Vector<T>.Count);
            for (i = 2 * Vector<T>.Count; i + 2 * Vector<T>.Count <= job.Length; i += 2 * Vector<T>.Count)
            {
                a = Combine(job, a, Vector.Load(x + i));
                b = Combine(job, b, Vector.Load(x + i + Vector<T>.Count));
            }
            a = Combine(job, a, b);
            for (int lane = 0; lane < Vector<T>.Count; lane++)
                result = Combine(job, result, a[lane]);
        }
        for (; i < job.Length; i++)
            result = Combine(job, result, x[i]);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Combine(in Job job, Vector<T> a, Vector<T> b) => job.Largest ? Lanes.Max(a, b) : Lanes.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine(in Job job, T a, T b) => job.Largest ? T.Max(a, b) : T.Min(a, b);
}
