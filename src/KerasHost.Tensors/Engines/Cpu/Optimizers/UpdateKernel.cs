using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Optimizers;

/// <summary>Runs the formula of an optimizer on vectors and threads.</summary>
internal static unsafe class UpdateKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const nint ElementsPerBlock = 1 << 13;

    private struct Job<TUpdate> where TUpdate : unmanaged, IUpdate
    {
        public T* Variable, Gradient, First, Second, Third;
        public nint Count;
        public TUpdate Update;
    }

    /// <summary>Updates all elements; slots that are null are zeros for the formula.</summary>
    public static void Run<TUpdate>(int threads, TUpdate update, T* variable, T* gradient, T* first, T* second, T* third, nint count) where TUpdate : unmanaged, IUpdate
    {
        var job = new Job<TUpdate> { Variable = variable, Gradient = gradient, First = first, Second = second, Third = third, Count = count, Update = update };
        int blocks = (int)((count + ElementsPerBlock - 1) / ElementsPerBlock);
        WorkerPool.Shared.Run(blocks < 3 ? 1 : threads, blocks, &Block<TUpdate>, &job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TUpdate>(void* context, int block) where TUpdate : unmanaged, IUpdate
    {
        Job<TUpdate> job = *(Job<TUpdate>*)context;
        TUpdate update = job.Update;
        nint i = block * ElementsPerBlock, end = Math.Min(job.Count, i + ElementsPerBlock);
        for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
        {
            Vector<T> weight = Vector.Load(job.Variable + i);
            Vector<T> first = job.First != null ? Vector.Load(job.First + i) : default;
            Vector<T> second = job.Second != null ? Vector.Load(job.Second + i) : default;
            Vector<T> third = job.Third != null ? Vector.Load(job.Third + i) : default;
            update.Step(Vector.Load(job.Gradient + i), ref weight, ref first, ref second, ref third);
            weight.Store(job.Variable + i);
            if (job.First != null)
                first.Store(job.First + i);
            if (job.Second != null)
                second.Store(job.Second + i);
            if (job.Third != null)
                third.Store(job.Third + i);
        }
        if (i < end)
            Rest(job, i, (int)(end - i));
    }

    // The last elements, less than a vector, in a vector of their own.
    private static void Rest<TUpdate>(in Job<TUpdate> job, nint start, int count) where TUpdate : unmanaged, IUpdate
    {
        Vector<T> weight = Part(job.Variable, start, count), first = Part(job.First, start, count), second = Part(job.Second, start, count), third = Part(job.Third, start, count);
        job.Update.Step(Part(job.Gradient, start, count), ref weight, ref first, ref second, ref third);
        Put(weight, job.Variable, start, count);
        Put(first, job.First, start, count);
        Put(second, job.Second, start, count);
        Put(third, job.Third, start, count);
    }

    private static Vector<T> Part(T* values, nint start, int count)
    {
        T* lanes = stackalloc T[Vector<T>.Count];
        for (int i = 0; i < Vector<T>.Count; i++)
            lanes[i] = values != null && i < count ? values[start + i] : T.Zero;
        return Vector.Load(lanes);
    }

    private static void Put(Vector<T> lanes, T* values, nint start, int count)
    {
        for (int i = 0; values != null && i < count; i++)
            values[start + i] = lanes[i];
    }
}
