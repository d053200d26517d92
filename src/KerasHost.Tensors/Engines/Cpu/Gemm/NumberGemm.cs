using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>The matrix product of float64 and of integers: rows of the right factor are combined four at a time.</summary>
internal static unsafe class NumberGemm<T> where T : unmanaged, INumber<T>
{
    private const int RowsPerBlock = 16;
    private const double ParallelWork = 1 << 17;

    /// <summary>y = a·b + bias on up to so many threads.</summary>
    public static void Run(int threads, in GemmArguments<T> g)
    {
        GemmArguments<T> job = g;
        if (g.ColumnB != 1)
        {
            T* rows = Scratch.Get<T>(ScratchSlot.RightFactor, g.K * g.N);
            for (nint k = 0; k < g.K; k++)
                for (nint j = 0; j < g.N; j++)
                    rows[k * g.N + j] = g.B[k * g.RowB + j * g.ColumnB];
            job.B = rows;
            job.RowB = g.N;
            job.ColumnB = 1;
        }
        if ((double)g.M * g.N * g.K < ParallelWork)
            threads = 1;
        WorkerPool.Shared.Run(threads, (int)((g.M + RowsPerBlock - 1) / RowsPerBlock), &Rows, &job);
    }

    private static void Rows(void* context, int block)
    {
        ref GemmArguments<T> g = ref *(GemmArguments<T>*)context;
        nint row = (nint)block * RowsPerBlock, end = Math.Min(g.M, row + RowsPerBlock);
        for (; row < end; row++)
        {
            T* a = g.A + row * g.RowA, y = g.Y + row * g.RowY;
            if (g.Bias == null)
                new Span<T>(y, (int)g.N).Clear();
            else
                new ReadOnlySpan<T>(g.Bias, (int)g.N).CopyTo(new Span<T>(y, (int)g.N));
            nint k = 0;
            for (; k + 4 <= g.K; k += 4)
            {
                T* b = g.B + k * g.RowB;
                Add4(y, b, b + g.RowB, b + 2 * g.RowB, b + 3 * g.RowB,
                    a[k * g.ColumnA], a[(k + 1) * g.ColumnA], a[(k + 2) * g.ColumnA], a[(k + 3) * g.ColumnA], g.N);
            }
            for (; k < g.K; k++)
                for (nint j = 0; j < g.N; j++)
                    y[j] += a[k * g.ColumnA] * g.B[k * g.RowB + j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add4(T* y, T* b0, T* b1, T* b2, T* b3, T a0, T a1, T a2, T a3, nint n)
    {
        var v0 = new Vector<T>(a0);
        var v1 = new Vector<T>(a1);
        var v2 = new Vector<T>(a2);
        var v3 = new Vector<T>(a3);
        nint j = 0;
        for (; j + Vector<T>.Count <= n; j += Vector<T>.Count)
        {
            Vector<T> sum = (v0 * Vector.Load(b0 + j) + v1 * Vector.Load(b1 + j)) + (v2 * Vector.Load(b2 + j) + v3 * Vector.Load(b3 + j));
            (Vector.Load(y + j) + sum).Store(y + j);
        }
        for (; j < n; j++)
            y[j] += (a0 * b0[j] + a1 * b1[j]) + (a2 * b2[j] + a3 * b3[j]);
    }
}
