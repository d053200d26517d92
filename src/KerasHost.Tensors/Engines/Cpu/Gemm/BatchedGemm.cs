using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>Many float32 matrix products of one shape.</summary>
internal static unsafe class BatchedGemm<V> where V : struct, IVector<V>
{
    // Below this a matrix is work for one thread.
    private const double LargeMatrix = 1 << 22;

    private struct Job
    {
        public GemmArguments<float> G;
        public nint StepA, StepB, StepY, Matrices, PerBlock;
    }

    /// <summary>Multiplies matrices that lie so many elements apart; those of one factor may be the same one.</summary>
    public static void Run(int threads, in GemmArguments<float> g, nint matrices, nint stepA, nint stepB, nint stepY)
    {
        double work = Math.Max((double)g.M * g.N * g.K, 1);
        var job = new Job { G = g, StepA = stepA, StepB = stepB, StepY = stepY, Matrices = matrices, PerBlock = (nint)Math.Clamp((1 << 17) / work, 1, matrices) };
        if (matrices == 1 || work >= LargeMatrix)
        {
            for (nint i = 0; i < matrices; i++)
                FloatGemm<V>.Run(threads, At(job, i));
            return;
        }
        WorkerPool.Shared.Run(threads, (int)((matrices + job.PerBlock - 1) / job.PerBlock), &Matrices, &job);
    }

    private static void Matrices(void* context, int block)
    {
        ref Job job = ref *(Job*)context;
        nint end = Math.Min(job.Matrices, (block + 1) * job.PerBlock);
        for (nint i = block * job.PerBlock; i < end; i++)
            FloatGemm<V>.Run(1, At(job, i));
    }

    private static GemmArguments<float> At(in Job job, nint matrix)
    {
        GemmArguments<float> g = job.G;
        g.A += matrix * job.StepA;
        g.B += matrix * job.StepB;
        g.Y += matrix * job.StepY;
        return g;
    }
}
