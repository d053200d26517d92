using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu;
using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Benchmarks;

/// <summary>
/// The most float32 multiplications and additions the cores can do: independent fused multiply-adds that never leave the registers. And what
/// is left of it for a matrix product at best: the same with factors read from the first cache, for which processors lower their clock.
/// </summary>
internal static class MachinePeak
{
    private static volatile float s_result;

    // Some ten milliseconds: cores that are all at work run slower than one for a moment.
    private const int Rounds = 4_000_000;

    /// <summary>Floating-point operations a second of so many threads at work together.</summary>
    public static double Measure(SimdPath path, int threads) => Measure(threads, rounds => Loop(path, rounds));

    /// <summary>The same for the micro-kernel of the matrix product on factors that stay in the first cache.</summary>
    public static double MeasureFed(SimdPath path, int threads) => Measure(threads, path switch
    {
        SimdPath.Avx512 => Tiles<Wide512>,
        SimdPath.Avx2 => Tiles<Wide256>,
        _ => Tiles<Wide128>,
    });

    private static double Measure(int threads, Func<int, double> loop)
    {
        loop(Rounds / 100);
        using var together = new Barrier(threads);
        double[] rates = new double[threads];
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => One(i)))];
        foreach (Thread thread in others)
            thread.Start();
        One(0);
        foreach (Thread thread in others)
            thread.Join();
        return rates.Sum();

        void One(int i)
        {
            together.SignalAndWait();
            long start = Stopwatch.GetTimestamp();
            double operations = loop(Rounds);
            rates[i] = operations / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private static double Loop(SimdPath path, int rounds) => path switch
    {
        SimdPath.Avx512 => Loop<Wide512>(rounds),
        SimdPath.Avx2 => Loop<Wide256>(rounds),
        _ => Loop<Wide128>(rounds),
    };

    private static unsafe double Tiles<V>(int rounds) where V : struct, IVector<V>
    {
        const int Products = 128;
        int vectors = MicroKernels<V>.Vectors, rows = MicroKernels<V>.Rows(vectors), columns = vectors * V.Count;
        float[] memory = new float[Products * (rows + columns) + rows * columns + 16];
        Array.Fill(memory, 0.999f);
        int tiles = rounds / Products;
        fixed (float* start = memory)
        {
            // From a whole cache line on, as the engine's memory is.
            float* b = (float*)(((nint)start + 63) & ~63), a = b + Products * columns, y = a + Products * rows;
            for (int i = 0; i < tiles; i++)
                MicroKernels<V>.ByColumns(rows, vectors, Products, a, rows, b, columns, y, columns, null, 0);
        }
        return 2.0 * rows * columns * Products * tiles;
    }

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
