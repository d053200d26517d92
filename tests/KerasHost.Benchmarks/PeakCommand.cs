using System.Diagnostics;
using System.Globalization;
using KerasHost.Engines.Cpu;

namespace KerasHost.Benchmarks;

/// <summary>
/// <c>peak [path] [threads]</c>: matrix products against the machine's measured peak, in one interleaved run; the best time of each counts,
/// since other programs only ever make a run slower.
/// </summary>
internal static class PeakCommand
{
    private static readonly (int M, int K, int N, bool TransposeA, bool TransposeB)[] s_products =
    [
        (32, 32, 128, false, false), (64, 64, 64, false, false), (128, 128, 128, false, false), (256, 256, 256, false, false), (512, 512, 512, false, false),
        (512, 512, 512, true, false), (512, 512, 512, false, true), (1024, 1024, 1024, false, false), (2048, 2048, 2048, false, false),
        (64, 1024, 1024, false, false), (512, 64, 256, false, false), (64000, 16, 64, false, false), (6400, 1024, 65, false, false),
        (16, 64000, 64, true, false), (128, 16, 64, false, false), (128, 64, 1, false, false), (1, 1024, 4096, false, false), (1, 1024, 4096, false, true),
    ];

    public static int Run(string[] args)
    {
        SimdPath path = SimdPaths.Parse(args.Length > 0 ? args[0] : null);
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        var engine = new CpuEngine(path, threads);
        (Tensor A, Tensor B, Tensor Y)[] tensors = [.. s_products.Select(p => (
            Random(p.TransposeA ? (p.K, p.M) : (p.M, p.K)), Random(p.TransposeB ? (p.N, p.K) : (p.K, p.N)), Tensor.Owned(DType.Float32, (p.M, p.N))))];
        double peak = 0, fed = 0;
        double[] best = new double[s_products.Length];
        for (int round = 0; round < 20; round++)
        {
            peak = Math.Max(peak, MachinePeak.Measure(path, threads));
            fed = Math.Max(fed, MachinePeak.MeasureFed(path, threads));
            for (int i = 0; i < s_products.Length; i++)
            {
                (int m, int k, int n, bool ta, bool tb) = s_products[i];
                double work = 2.0 * m * k * n;
                // A batch of about a millisecond, so that the clock does not show; large products twice, so that the second finds its factors near.
                int repeats = (int)Math.Clamp(1e8 / work, 2, 2000);
                long start = Stopwatch.GetTimestamp();
                for (int r = 0; r < repeats; r++)
                    engine.MatMul(tensors[i].A, ta, tensors[i].B, tb, null, tensors[i].Y);
                best[i] = Math.Max(best[i], work * repeats / Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine.Name}, {threads} threads; peak {peak / 1e9:F1} GFLOP/s, of the micro-kernel alone {fed / 1e9:F1}"));
        for (int i = 0; i < s_products.Length; i++)
        {
            (int m, int k, int n, bool ta, bool tb) = s_products[i];
            string size = $"{m}x{k}x{n}{(ta ? " Aᵀ" : "")}{(tb ? " Bᵀ" : "")}";
            double bytes = 4.0 * ((double)m * k + (double)k * n + (double)m * n) / (2.0 * m * k * n) * best[i];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,-20} {best[i] / 1e9,8:F1} GFLOP/s {best[i] / peak,6:P0} of peak {bytes / 1e9,8:F1} GB/s"));
        }
        return 0;
    }

    private static Tensor Random((int, int) shape)
    {
        var random = new Random(1);
        Tensor tensor = Tensor.Owned(DType.Float32, (shape.Item1, shape.Item2));
        foreach (ref float value in tensor.AsSpan<float>())
            value = random.NextSingle() - 0.5f;
        return tensor;
    }
}
