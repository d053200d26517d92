using System.Numerics;
using KerasHost.Engines.Cpu.Gemm;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y)
    {
        if (IsHalf(a))
        {
            Tensor wide = WideResult(y);
            MatMul(Widen(a), transposeA, Widen(b), transposeB, bias is null ? null : Widen(bias), wide);
            Narrow(wide, y);
            return;
        }
        switch (a.dtype.Code)
        {
            case DTypeCode.Float32: MatMul<float, double>(a, transposeA, b, transposeB, bias, y); break;
            case DTypeCode.Float64: MatMul<double, double>(a, transposeA, b, transposeB, bias, y); break;
            case DTypeCode.Int32: MatMul<int, int>(a, transposeA, b, transposeB, bias, y); break;
            case DTypeCode.Int64: MatMul<long, long>(a, transposeA, b, transposeB, bias, y); break;
            default: throw Unsupported(a.dtype);
        }
    }

    private static void MatMul<T, TSum>(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y)
        where T : unmanaged, INumber<T> where TSum : unmanaged, INumber<TSum>
    {
        if (y.Length == 0)
            return;
        nint m = y.shape[^2], n = y.shape[^1], k = a.shape[transposeA ? ^2 : ^1];
        nint matrices = y.Length / (m * n);
        bool shared = b.ndim == 2 && y.ndim > 2;
        if (shared && !transposeA)
        {
            // Every matrix of a meets the same b: their rows are the rows of one large matrix.
            m *= matrices;
            matrices = 1;
        }
        for (nint i = 0; i < matrices; i++)
        {
            var g = new GemmArguments<T>
            {
                M = m,
                N = n,
                K = k,
                A = (T*)a.Data + i * m * k,
                RowA = transposeA ? 1 : k,
                ColumnA = transposeA ? m : 1,
                B = (T*)b.Data + (shared ? 0 : i * k * n),
                RowB = transposeB ? 1 : n,
                ColumnB = transposeB ? k : 1,
                Y = (T*)y.Data + i * m * n,
                RowY = n,
                Bias = bias is null ? null : (T*)bias.Data,
            };
            PlainGemm.Run<T, TSum>(g);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(bias);
        GC.KeepAlive(y);
    }
}
