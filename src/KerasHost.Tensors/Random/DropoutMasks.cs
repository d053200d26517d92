using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.RandomNumbers;

/// <summary>Masks of dropout that many kernels make, as those of every gate and timestep of a recurrent layer, drawn on all cores.</summary>
internal static unsafe class DropoutMasks
{
    // Elements that a thread fills at a time.
    private const int BlockSize = 16_384;

    private struct Job
    {
        public Philox4x32* Starts;
        public float* Target;
        public int Masks, Size, MasksPerBlock;
        public float Rate, Scale;
    }

    /// <summary>Fills masks of the same size that lie one behind the other.</summary>
    /// <param name="starts">Where the numbers of each mask begin.</param>
    /// <param name="target">float32, as many elements as the masks have together.</param>
    /// <param name="rate">The part that is dropped.</param>
    /// <exception cref="KerasValueException">The rate is not in [0, 1).</exception>
    public static void Fill(ReadOnlySpan<Philox4x32> starts, Tensor target, double rate)
    {
        DropoutRate.Check(rate);
        int size = (int)(target.shape.Size / starts.Length);
        fixed (Philox4x32* first = starts)
        {
            var job = new Job
            {
                Starts = first,
                Target = (float*)target.Data,
                Masks = starts.Length,
                Size = size,
                MasksPerBlock = Math.Max(1, BlockSize / Math.Max(1, size)),
                Rate = (float)rate,
                Scale = DropoutRate.Scale(rate),
            };
            WorkerPool.Shared.Run(WorkerPool.DefaultThreads, (job.Masks + job.MasksPerBlock - 1) / job.MasksPerBlock, &Block, &job);
        }
        GC.KeepAlive(target);
    }

    private static void Block(void* context, int block)
    {
        ref Job job = ref *(Job*)context;
        int end = Math.Min(job.Masks, (block + 1) * job.MasksPerBlock);
        for (int mask = block * job.MasksPerBlock; mask < end; mask++)
            PhiloxFill.DropoutMask(job.Starts[mask], new Span<float>(job.Target + (nint)mask * job.Size, job.Size), job.Rate, job.Scale);
    }
}
