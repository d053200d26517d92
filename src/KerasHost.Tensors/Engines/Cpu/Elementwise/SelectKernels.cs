using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Chooses between two tensors, element by element.</summary>
internal static unsafe class SelectKernels
{
    private struct Job
    {
        public BroadcastPlan Plan;
        public BroadcastBlocks Blocks;
        public byte* Condition;
        public void* A, B, Y;
    }

    /// <summary>y = condition ? a : b for elements of the size of T.</summary>
    public static void Run<T>(int threads, byte* condition, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged
    {
        var job = new Job { Plan = plan, Blocks = new(plan), Condition = condition, A = a, B = b, Y = y };
        WorkerPool.Shared.Run(job.Blocks.Threads(threads), job.Blocks.Count, &Block<T>, &job);
    }

    private static void Block<T>(void* context, int block) where T : unmanaged
    {
        ref Job job = ref *(Job*)context;
        ref BroadcastPlan plan = ref job.Plan;
        nint columnC = plan.ColumnStride(0), columnA = plan.ColumnStride(1), columnB = plan.ColumnStride(2);
        job.Blocks.Locate(block, out nint row, out nint rowEnd, out nint column, out nint columns);
        for (; row < rowEnd; row++)
        {
            byte* choice = job.Condition + plan.RowOffset(0, row) + column * columnC;
            T* left = (T*)job.A + plan.RowOffset(1, row) + column * columnA;
            T* right = (T*)job.B + plan.RowOffset(2, row) + column * columnB;
            T* target = (T*)job.Y + row * plan.Columns + column;
            for (nint i = 0; i < columns; i++)
            {
                T chosen = left[i * columnA], other = right[i * columnB];
                target[i] = choice[i * columnC] != 0 ? chosen : other;
            }
        }
    }
}
