using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>
/// A matrix product with a small result and long sums, as the gradient of a weight has: k is cut into chunks that depend on the shape
/// alone, each chunk gives a partial result, and these are added in order.
/// </summary>
internal static unsafe class SplitProducts<V> where V : struct, IVector<V>
{
    private const nint LargestResult = 1 << 15;
    private const nint LeastProducts = 512;
    private const nint MostChunks = 64;

    private struct Job
    {
        public GemmArguments<float> G;
        public float* Partial;
        public nint Chunks;
    }

    /// <summary>True when the product is better cut along k.</summary>
    public static bool Applies(in GemmArguments<float> g) => g.M * g.N <= LargestResult && g.K >= 4 * LeastProducts && g.K >= 8 * Math.Min(g.M, g.N);

    /// <summary>y = a·b + bias on up to so many threads.</summary>
    public static void Run(int threads, in GemmArguments<float> g)
    {
        var job = new Job { G = g, Chunks = Math.Min(MostChunks, g.K / LeastProducts) };
        job.Partial = Scratch.Get<float>(ScratchSlot.Partial, job.Chunks * g.M * g.N);
        WorkerPool.Shared.Run(threads, (int)job.Chunks, &Chunk, &job);
        nint size = g.M * g.N;
        for (nint i = 0; i < g.M; i++)
        {
            float* y = g.Y + i * g.RowY;
            for (nint j = 0; j < g.N; j++)
            {
                double sum = g.Bias == null ? 0 : g.Bias[j];
                for (nint chunk = 0; chunk < job.Chunks; chunk++)
                    sum += job.Partial[chunk * size + i * g.N + j];
                y[j] = (float)sum;
            }
        }
    }

    private static void Chunk(void* context, int block)
    {
        ref Job job = ref *(Job*)context;
        nint start = job.G.K * block / job.Chunks, end = job.G.K * (block + 1) / job.Chunks;
        GemmArguments<float> part = job.G.WithProducts(start, end - start);
        part.Y = job.Partial + block * part.M * part.N;
        part.RowY = part.N;
        part.Bias = null;
        FloatGemm<V>.RunAlone(part);
    }
}
