using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Benchmarks;

/// <summary>The most float32 multiplications and additions a core can do: independent fused multiply-adds that never leave the registers.</summary>
internal static class MachinePeak
{
    private static volatile float s_result;

    /// <summary>Runs so many rounds of 12 vectors; returns the floating-point operations done.</summary>
    public static double Run(SimdPath path, int rounds) => path switch
    {
        SimdPath.Avx512 => Loop<Wide512>(rounds),
        SimdPath.Avx2 => Loop<Wide256>(rounds),
        _ => Loop<Wide128>(rounds),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe double Loop<V>(int rounds) where V : struct, IVector<V>
    {
        V x = V.Of(0.999f), y = V.Of(1e-9f);
        V a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < rounds; round++)
        {
            a = V.MultiplyAdd(a, x, y);
            b = V.MultiplyAdd(b, x, y);
            c = V.MultiplyAdd(c, x, y);
            d = V.MultiplyAdd(d, x, y);
            e = V.MultiplyAdd(e, x, y);
            f = V.MultiplyAdd(f, x, y);
            g = V.MultiplyAdd(g, x, y);
            h = V.MultiplyAdd(h, x, y);
            i = V.MultiplyAdd(i, x, y);
            j = V.MultiplyAdd(j, x, y);
            k = V.MultiplyAdd(k, x, y);
            l = V.MultiplyAdd(l, x, y);
        }
        float* lanes = stackalloc float[16];
        (((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l))).Store(lanes);
        s_result = lanes[0];
        return 12.0 * 2 * V.Count * rounds;
    }
}
