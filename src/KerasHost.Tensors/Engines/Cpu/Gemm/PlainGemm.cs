using System.Numerics;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>A matrix product for any number type.</summary>
internal static unsafe class PlainGemm
{
    /// <summary>y = a·b + bias; float32 sums run in double.</summary>
    public static void Run<T, TSum>(in GemmArguments<T> g) where T : unmanaged, INumber<T> where TSum : unmanaged, INumber<TSum>
    {
        const int width = 256;
        TSum* sums = stackalloc TSum[width];
        for (nint i = 0; i < g.M; i++)
            for (nint j0 = 0; j0 < g.N; j0 += width)
            {
                nint columns = Math.Min(width, g.N - j0);
                new Span<TSum>(sums, (int)columns).Clear();
                for (nint k = 0; k < g.K; k++)
                {
                    TSum a = TSum.CreateTruncating(g.A[i * g.RowA + k * g.ColumnA]);
                    T* b = g.B + k * g.RowB + j0 * g.ColumnB;
                    for (nint j = 0; j < columns; j++)
                        sums[j] += a * TSum.CreateTruncating(b[j * g.ColumnB]);
                }
                T* y = g.Y + i * g.RowY + j0;
                for (nint j = 0; j < columns; j++)
                    y[j] = T.CreateTruncating(g.Bias == null ? sums[j] : sums[j] + TSum.CreateTruncating(g.Bias[j0 + j]));
            }
    }
}
