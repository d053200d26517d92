using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Elementwise;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>
/// Softmax and what is built on it for float32. The rows of a block are shifted by their maxima, go through one long exponential however
/// few classes there are, and are summed in double.
/// </summary>
internal static unsafe class SoftmaxKernels<V> where V : struct, IVector<V>
{
    private const nint ElementsPerBlock = 1 << 12;

    private enum Task
    {
        Softmax,
        LogSoftmax,
        CrossEntropy,
    }

    private struct Job
    {
        public float* X, Y, Loss;
        public void* Labels;
        public DTypeCode LabelType;
        public nint Rows, Classes, RowsPerBlock;
        public Task Task;
    }

    /// <summary>y = exp(x) / Σ exp(x), or x - ln Σ exp(x). y may be x.</summary>
    public static void Softmax(int threads, bool logarithm, float* x, float* y, nint rows, nint classes) =>
        Run(threads, new() { X = x, Y = y, Rows = rows, Classes = classes, Task = logarithm ? Task.LogSoftmax : Task.Softmax });

    /// <summary>Crossentropy and, unless null, its gradient. A label outside the classes gives NaN.</summary>
    public static void CrossEntropy(int threads, float* logits, DTypeCode labelType, void* labels, float* loss, float* gradient, nint rows, nint classes) =>
        Run(threads, new() { X = logits, Y = gradient, Loss = loss, Labels = labels, LabelType = labelType, Rows = rows, Classes = classes, Task = Task.CrossEntropy });

    private static void Run(int threads, Job job)
    {
        job.RowsPerBlock = Math.Max(ElementsPerBlock / Math.Max(job.Classes, 1), 1);
        int blocks = (int)((job.Rows + job.RowsPerBlock - 1) / job.RowsPerBlock);
        WorkerPool.Shared.Run(blocks < 2 ? 1 : threads, blocks, &Block, &job);
    }

    private static void Block(void* context, int block)
    {
        Job job = *(Job*)context;
        nint first = block * job.RowsPerBlock, rows = Math.Min(job.RowsPerBlock, job.Rows - first), classes = job.Classes;
        float* x = job.X + first * classes;
        float* y = job.Y == null ? null : job.Y + first * classes;
        // Logarithms need their x again: only then, or where nothing else is written, do exponentials go elsewhere.
        bool own = job.Task == Task.LogSoftmax || y == null;
        float* scratch = Scratch.Get<float>(ScratchSlot.Exponentials, (own ? rows * classes : 0) + rows);
        float* maxima = scratch, e = own ? scratch + rows : y;
        for (nint row = 0; row < rows; row++)
        {
            maxima[row] = Maximum(x + row * classes, classes);
            Subtract(x + row * classes, maxima[row], e + row * classes, classes);
        }
        VectorUnary<V>.Map<VectorFunctions.Exp>(e, e, rows * classes);
        for (nint row = 0; row < rows; row++, x += classes, e += classes)
        {
            double sum = FloatSums.Line(e, classes);
            switch (job.Task)
            {
                case Task.Softmax:
                    Divide(e, (float)sum, classes);
                    break;
                case Task.LogSoftmax:
                    double logSum = Math.Log(sum);
                    float* target = y + row * classes;
                    for (nint i = 0; i < classes; i++)
                        target[i] = (float)((double)(x[i] - maxima[row]) - logSum);
                    break;
                default:
                    if (y != null)
                        Divide(e, (float)sum, classes);
                    Loss(job, first + row, x, maxima[row], Math.Log(sum), y == null ? null : e);
                    break;
            }
        }
    }

    // The loss of one row; its probabilities become the gradient.
    private static void Loss(in Job job, nint row, float* x, float maximum, double logSum, float* gradient)
    {
        nint classes = job.Classes;
        if (job.LabelType == DTypeCode.Float32)
        {
            float* labels = (float*)job.Labels + row * classes;
            double total = 0;
            // A label of 0 counts too: times a logit of -∞ it is NaN, as in TensorFlow.
            for (nint i = 0; i < classes; i++)
                total += labels[i] * (logSum - (x[i] - maximum));
            job.Loss[row] = (float)total;
            for (nint i = 0; gradient != null && i < classes; i++)
                gradient[i] -= labels[i];
            return;
        }
        long label = job.LabelType == DTypeCode.Int32 ? ((int*)job.Labels)[row] : ((long*)job.Labels)[row];
        bool inside = label >= 0 && label < classes;
        job.Loss[row] = inside ? (float)(logSum - (x[label] - maximum)) : float.NaN;
        if (gradient == null)
            return;
        if (inside)
            gradient[label] -= 1;
        else
            new Span<float>(gradient, (int)classes).Fill(float.NaN);
    }

    // NaN does not count here: it reaches the sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Maximum(float* x, nint count)
    {
        nint i = 0;
        float maximum = float.NegativeInfinity;
        if (count >= V.Count)
        {
            V best = V.Of(maximum);
            for (; i + V.Count <= count; i += V.Count)
            {
                V candidate = V.Load(x + i);
                best = V.Select(V.Less(best, candidate), candidate, best);
            }
            float* lanes = stackalloc float[16];
            best.Store(lanes);
            for (int lane = 0; lane < V.Count; lane++)
                maximum = lanes[lane] > maximum ? lanes[lane] : maximum;
        }
        for (; i < count; i++)
            maximum = x[i] > maximum ? x[i] : maximum;
        return maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Subtract(float* x, float number, float* y, nint count)
    {
        nint i = 0;
        V all = V.Of(number);
        for (; i + V.Count <= count; i += V.Count)
            (V.Load(x + i) - all).Store(y + i);
        for (; i < count; i++)
            y[i] = x[i] - number;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Divide(float* y, float number, nint count)
    {
        nint i = 0;
        V all = V.Of(number);
        for (; i + V.Count <= count; i += V.Count)
            (V.Load(y + i) / all).Store(y + i);
        for (; i < count; i++)
            y[i] /= number;
    }
}
