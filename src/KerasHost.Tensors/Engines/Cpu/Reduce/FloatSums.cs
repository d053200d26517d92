using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>
/// Sums of float32 along one axis, gathered in double. Long axes are cut into chunks that depend on the shape alone, whose sums are added
/// in order: neither the length nor the number of threads shows in the result.
/// </summary>
internal static unsafe class FloatSums
{
    private const nint ElementsPerChunk = 1 << 15;
    private const nint ElementsPerBlock = 1 << 14;

    private struct Job
    {
        public float* X;
        public double* Y;
        public nint Outer, Length, Inner, RowsPerChunk, Chunks, PerBlock;
    }

    /// <summary>y[o, i] = Σ x[o, r, i] over r.</summary>
    public static void Run(int threads, float* x, double* y, nint outer, nint length, nint inner)
    {
        var job = new Job { X = x, Y = y, Outer = outer, Length = length, Inner = inner, RowsPerChunk = Math.Max(ElementsPerChunk / inner, 16) };
        job.Chunks = Math.Max((length + job.RowsPerChunk - 1) / job.RowsPerChunk, 1);
        bool direct = job.Chunks == 1;
        if (!direct)
            job.Y = Scratch.Get<double>(ScratchSlot.Partial, outer * job.Chunks * inner);
        nint parts = outer * job.Chunks, partElements = Math.Max(Math.Min(length, job.RowsPerChunk) * inner, 1);
        job.PerBlock = Math.Max(ElementsPerBlock / partElements, 1);
        int blocks = (int)((parts + job.PerBlock - 1) / job.PerBlock);
        WorkerPool.Shared.Run(parts * partElements < 2 * ElementsPerBlock ? 1 : threads, blocks, &Block, &job);
        if (direct)
            return;
        for (nint o = 0; o < outer; o++)
            for (nint i = 0; i < inner; i++)
            {
                double sum = 0;
                for (nint chunk = 0; chunk < job.Chunks; chunk++)
                    sum += job.Y[(o * job.Chunks + chunk) * inner + i];
                y[o * inner + i] = sum;
            }
    }

    private static void Block(void* context, int block)
    {
        ref Job job = ref *(Job*)context;
        nint end = Math.Min(job.Outer * job.Chunks, (block + 1) * job.PerBlock);
        for (nint part = block * job.PerBlock; part < end; part++)
        {
            nint outer = part / job.Chunks, row = part % job.Chunks * job.RowsPerChunk;
            nint rows = Math.Min(job.RowsPerChunk, job.Length - row);
            float* x = job.X + (outer * job.Length + row) * job.Inner;
            double* y = job.Y + part * job.Inner;
            if (job.Inner == 1)
                *y = Line(x, rows);
            else
                Columns(x, y, rows, job.Inner);
        }
    }

    /// <summary>The sum of a contiguous run, on this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double Line(float* x, nint count)
    {
        Vector<double> a = default, b = default, c = default, d = default;
        nint i = 0;
        for (; i + 2 * Vector<float>.Count <= count; i += 2 * Vector<float>.Count)
        {
            Vector.Widen(Vector.Load(x + i), out Vector<double> low, out Vector<double> high);
            a += low;
            b += high;
            Vector.Widen(Vector.Load(x + i + Vector<float>.Count), out low, out high);
            c += low;
            d += high;
        }
        double sum = Vector.Sum((a + b) + (c + d));
        for (; i < count; i++)
            sum += x[i];
        return sum;
    }

    // As many columns at a time as sums stay in registers; each pass reads whole cache lines.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Columns(float* x, double* y, nint rows, nint inner)
    {
        nint i = 0;
        for (; i + 4 * Vector<float>.Count <= inner; i += 4 * Vector<float>.Count)
        {
            Vector<double> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
            float* row = x + i;
            for (nint r = 0; r < rows; r++, row += inner)
            {
                Vector.Widen(Vector.Load(row), out Vector<double> low, out Vector<double> high);
                a += low;
                b += high;
                Vector.Widen(Vector.Load(row + Vector<float>.Count), out low, out high);
                c += low;
                d += high;
                Vector.Widen(Vector.Load(row + 2 * Vector<float>.Count), out low, out high);
                e += low;
                f += high;
                Vector.Widen(Vector.Load(row + 3 * Vector<float>.Count), out low, out high);
                g += low;
                h += high;
            }
            double* target = y + i;
            a.Store(target);
            b.Store(target + Vector<double>.Count);
            c.Store(target + 2 * Vector<double>.Count);
            d.Store(target + 3 * Vector<double>.Count);
            e.Store(target + 4 * Vector<double>.Count);
            f.Store(target + 5 * Vector<double>.Count);
            g.Store(target + 6 * Vector<double>.Count);
            h.Store(target + 7 * Vector<double>.Count);
        }
        for (; i + 2 * Vector<float>.Count <= inner; i += 2 * Vector<float>.Count)
        {
            Vector<double> a = default, b = default, c = default, d = default;
            float* row = x + i;
            for (nint r = 0; r < rows; r++, row += inner)
            {
                Vector.Widen(Vector.Load(row), out Vector<double> low, out Vector<double> high);
                a += low;
                b += high;
                Vector.Widen(Vector.Load(row + Vector<float>.Count), out low, out high);
                c += low;
                d += high;
            }
            a.Store(y + i);
            b.Store(y + i + Vector<double>.Count);
            c.Store(y + i + 2 * Vector<double>.Count);
            d.Store(y + i + 3 * Vector<double>.Count);
        }
        for (; i + Vector<float>.Count <= inner; i += Vector<float>.Count)
        {
            Vector<double> a = default, b = default;
            float* row = x + i;
            for (nint r = 0; r < rows; r++, row += inner)
            {
                Vector.Widen(Vector.Load(row), out Vector<double> low, out Vector<double> high);
                a += low;
                b += high;
            }
            a.Store(y + i);
            b.Store(y + i + Vector<double>.Count);
        }
        for (; i < inner; i++)
        {
            double sum = 0;
            for (nint r = 0; r < rows; r++)
                sum += x[r * inner + i];
            y[i] = sum;
        }
    }
}
