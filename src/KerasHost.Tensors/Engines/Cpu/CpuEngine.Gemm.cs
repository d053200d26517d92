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
        if (y.Length == 0)
            return;
        switch (a.dtype.Code)
        {
            case DTypeCode.Float32:
                GemmArguments<float> g = Arguments<float>(a, transposeA, b, transposeB, bias, y, out nint matrices, out nint stepB);
                _float.MatMul(_threads, g, matrices, g.M * g.K, stepB, g.M * g.N);
                break;
            case DTypeCode.Float64: Numbers<double>(a, transposeA, b, transposeB, bias, y); break;
            case DTypeCode.Int32: Numbers<int>(a, transposeA, b, transposeB, bias, y); break;
            case DTypeCode.Int64: Numbers<long>(a, transposeA, b, transposeB, bias, y); break;
            default: throw Unsupported(a.dtype);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(bias);
        GC.KeepAlive(y);
    }

    private void Numbers<T>(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y) where T : unmanaged, INumber<T>
    {
        GemmArguments<T> g = Arguments<T>(a, transposeA, b, transposeB, bias, y, out nint matrices, out nint stepB);
        for (nint i = 0; i < matrices; i++)
        {
            NumberGemm<T>.Run(_threads, g);
            g.A += g.M * g.K;
            g.B += stepB;
            g.Y += g.M * g.N;
        }
    }

    // The first of the products, how many there are and how far their right factors lie apart.
    private static GemmArguments<T> Arguments<T>(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y, out nint matrices, out nint stepB)
        where T : unmanaged
    {
        nint m = y.shape[^2], n = y.shape[^1], k = a.shape[transposeA ? ^2 : ^1];
        matrices = y.Length / (m * n);
        bool shared = b.ndim == 2;
        if (shared && !transposeA)
        {
            // Every matrix of a meets the same b: their rows are the rows of one large matrix.
            m *= matrices;
            matrices = 1;
        }
        stepB = shared ? 0 : k * n;
        return new()
        {
            M = m,
            N = n,
            K = k,
            A = (T*)a.Data,
            RowA = transposeA ? 1 : k,
            ColumnA = transposeA ? m : 1,
            B = (T*)b.Data,
            RowB = transposeB ? 1 : n,
            ColumnB = transposeB ? k : 1,
            Y = (T*)y.Data,
            RowY = n,
            Bias = bias is null ? null : (T*)bias.Data,
        };
    }
}
