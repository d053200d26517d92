using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>Products of a matrix with one row or one column: memory is read once, in order.</summary>
internal static unsafe class MatrixVector<V> where V : struct, IVector<V>
{
    private const int RowsPerBlock = 32;
    private const int ColumnsPerBlock = 1024;

    private struct Job
    {
        public float* Matrix;
        public nint Stride, Rows, Columns;
        public float* X;
        public nint StrideX;
        public float* Y;
        public nint StrideY;
        public float* Start;
        public nint StrideStart;
    }

    /// <summary>y = a·b + bias, where a has one row or b one column.</summary>
    public static void Run(int threads, in GemmArguments<float> g)
    {
        if (g.M == 1)
        {
            // y = bᵀ·a: rows of b combined, or dotted with a when b is stored the other way round.
            bool stored = g.ColumnB == 1;
            Run(threads, !stored, g.B, stored ? g.RowB : g.ColumnB, g.N, g.K, g.A, g.ColumnA, g.Y, 1, g.Bias, 1);
            return;
        }
        Run(threads, g.ColumnA == 1, g.A, g.ColumnA == 1 ? g.RowA : g.ColumnA, g.M, g.K, g.B, g.RowB, g.Y, g.RowY, g.Bias, 0);
    }

    // results of k products each; the matrix has a line a result when dotting, a line a product when combining.
    private static void Run(int threads, bool dot, float* matrix, nint stride, nint results, nint k, float* x, nint strideX, float* y, nint strideY, float* start, nint strideStart)
    {
        float* contiguous = x;
        if (strideX != 1)
        {
            contiguous = Scratch.Get<float>(ScratchSlot.RightPanel, k);
            for (nint i = 0; i < k; i++)
                contiguous[i] = x[i * strideX];
        }
        var job = new Job
        {
            Matrix = matrix,
            Stride = stride,
            Rows = dot ? results : k,
            Columns = dot ? k : results,
            X = contiguous,
            Y = y,
            StrideY = strideY,
            Start = start,
            StrideStart = strideStart,
        };
        if (dot)
            WorkerPool.Shared.Run(threads, (int)((results + RowsPerBlock - 1) / RowsPerBlock), &Dots, &job);
        else
            WorkerPool.Shared.Run(threads, (int)((results + ColumnsPerBlock - 1) / ColumnsPerBlock), &Combination, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots(void* context, int block)
    {
        ref Job job = ref *(Job*)context;
        nint row = (nint)block * RowsPerBlock, end = Math.Min(job.Rows, row + RowsPerBlock);
        for (; row + 4 <= end; row += 4)
            Dots4(ref job, row);
        for (; row < end; row++)
            Finish(ref job, row, Dot(job.Matrix + row * job.Stride, job.X, job.Columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Dots4(ref Job job, nint row)
    {
        float* m0 = job.Matrix + row * job.Stride, m1 = m0 + job.Stride, m2 = m1 + job.Stride, m3 = m2 + job.Stride;
        float* x = job.X;
        nint n = job.Columns, i = 0;
        V a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (; i + 2 * V.Count <= n; i += 2 * V.Count)
        {
            V x0 = V.Load(x + i), x1 = V.Load(x + i + V.Count);
            a0 = V.MultiplyAdd(V.Load(m0 + i), x0, a0);
            a1 = V.MultiplyAdd(V.Load(m1 + i), x0, a1);
            a2 = V.MultiplyAdd(V.Load(m2 + i), x0, a2);
            a3 = V.MultiplyAdd(V.Load(m3 + i), x0, a3);
            b0 = V.MultiplyAdd(V.Load(m0 + i + V.Count), x1, b0);
            b1 = V.MultiplyAdd(V.Load(m1 + i + V.Count), x1, b1);
            b2 = V.MultiplyAdd(V.Load(m2 + i + V.Count), x1, b2);
            b3 = V.MultiplyAdd(V.Load(m3 + i + V.Count), x1, b3);
        }
        Finish(ref job, row, V.Sum(a0 + b0) + Tail(m0, x, i, n));
        Finish(ref job, row + 1, V.Sum(a1 + b1) + Tail(m1, x, i, n));
        Finish(ref job, row + 2, V.Sum(a2 + b2) + Tail(m2, x, i, n));
        Finish(ref job, row + 3, V.Sum(a3 + b3) + Tail(m3, x, i, n));
    }

    // The same order of additions as for four rows, so that a row's result does not depend on its neighbours.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Dot(float* m, float* x, nint n)
    {
        nint i = 0;
        V a = default, b = default;
        for (; i + 2 * V.Count <= n; i += 2 * V.Count)
        {
            a = V.MultiplyAdd(V.Load(m + i), V.Load(x + i), a);
            b = V.MultiplyAdd(V.Load(m + i + V.Count), V.Load(x + i + V.Count), b);
        }
        return V.Sum(a + b) + Tail(m, x, i, n);
    }

    private static float Tail(float* m, float* x, nint i, nint n)
    {
        float sum = 0;
        for (; i < n; i++)
            sum += m[i] * x[i];
        return sum;
    }

    private static void Finish(ref Job job, nint row, float sum) =>
        job.Y[row * job.StrideY] = job.Start == null ? sum : sum + job.Start[row * job.StrideStart];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combination(void* context, int block)
    {
        ref Job job = ref *(Job*)context;
        nint column = (nint)block * ColumnsPerBlock, columns = Math.Min(ColumnsPerBlock, job.Columns - column);
        float* sums = stackalloc float[ColumnsPerBlock];
        new Span<float>(sums, (int)columns).Clear();
        float* m = job.Matrix + column;
        nint row = 0;
        for (; row + 4 <= job.Rows; row += 4, m += 4 * job.Stride)
            Add4(sums, m, job.Stride, job.X + row, columns);
        for (; row < job.Rows; row++, m += job.Stride)
            for (nint j = 0; j < columns; j++)
                sums[j] += job.X[row] * m[j];
        for (nint j = 0; j < columns; j++)
        {
            nint result = column + j;
            job.Y[result * job.StrideY] = job.Start == null ? sums[j] : sums[j] + job.Start[result * job.StrideStart];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add4(float* sums, float* m0, nint stride, float* x, nint columns)
    {
        float* m1 = m0 + stride, m2 = m1 + stride, m3 = m2 + stride;
        V x0 = V.Of(x[0]), x1 = V.Of(x[1]), x2 = V.Of(x[2]), x3 = V.Of(x[3]);
        nint j = 0;
        for (; j + V.Count <= columns; j += V.Count)
        {
            V low = V.MultiplyAdd(x1, V.Load(m1 + j), x0 * V.Load(m0 + j));
            V high = V.MultiplyAdd(x3, V.Load(m3 + j), x2 * V.Load(m2 + j));
            (V.Load(sums + j) + (low + high)).Store(sums + j);
        }
        for (; j < columns; j++)
            sums[j] += x[0] * m0[j] + x[1] * m1[j] + (x[2] * m2[j] + x[3] * m3[j]);
    }
}
