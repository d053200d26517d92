using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Unary functions of float32 arrays.</summary>
internal static unsafe class VectorUnary<V> where V : struct, IVector<V>
{
    private const nint ElementsPerBlock = 1 << 13;

    private struct Job
    {
        public float* X, Y;
        public nint Count;
    }

    /// <summary>y = f(x) on up to so many threads; false for a function that has no vector form.</summary>
    public static bool Run(int threads, UnaryKind kind, float* x, float* y, nint count)
    {
        switch (kind)
        {
            case UnaryKind.Negate: Run<VectorFunctions.Negate>(threads, x, y, count); return true;
            case UnaryKind.Abs: Run<VectorFunctions.Abs>(threads, x, y, count); return true;
            case UnaryKind.Sign: Run<VectorFunctions.Sign>(threads, x, y, count); return true;
            case UnaryKind.Square: Run<VectorFunctions.Square>(threads, x, y, count); return true;
            case UnaryKind.Sqrt: Run<VectorFunctions.Sqrt>(threads, x, y, count); return true;
            case UnaryKind.Rsqrt: Run<VectorFunctions.Rsqrt>(threads, x, y, count); return true;
            case UnaryKind.Reciprocal: Run<VectorFunctions.Reciprocal>(threads, x, y, count); return true;
            case UnaryKind.Exp: Run<VectorFunctions.Exp>(threads, x, y, count); return true;
            case UnaryKind.Expm1: Run<VectorFunctions.Expm1>(threads, x, y, count); return true;
            case UnaryKind.Elu:
                // TensorFlow's vectors hold eight; what is left over is computed one by one, with the C library's power.
                Run<VectorFunctions.Elu>(threads, x, y, count & ~7);
                for (nint i = count & ~7; i < count; i++)
                    y[i] = x[i] < 0 ? MathF.Exp(x[i]) - 1 : x[i];
                return true;
            case UnaryKind.Log: Run<VectorFunctions.Log>(threads, x, y, count); return true;
            case UnaryKind.Log1p: Run<VectorFunctions.Log1p>(threads, x, y, count); return true;
            case UnaryKind.Tanh: Run<VectorFunctions.Tanh>(threads, x, y, count); return true;
            case UnaryKind.Sigmoid: Run<VectorFunctions.Sigmoid>(threads, x, y, count); return true;
            case UnaryKind.Softplus: Run<VectorFunctions.Softplus>(threads, x, y, count); return true;
            case UnaryKind.Relu: Run<VectorFunctions.Relu>(threads, x, y, count); return true;
            case UnaryKind.Erf: Run<VectorFunctions.Erf>(threads, x, y, count); return true;
            case UnaryKind.Floor: Run<VectorFunctions.Floor>(threads, x, y, count); return true;
            case UnaryKind.Ceil: Run<VectorFunctions.Ceil>(threads, x, y, count); return true;
            case UnaryKind.Round: Run<VectorFunctions.Round>(threads, x, y, count); return true;
            default: return false;
        }
    }

    private static void Run<F>(int threads, float* x, float* y, nint count) where F : IVectorFunction
    {
        var job = new Job { X = x, Y = y, Count = count };
        int blocks = (int)((count + ElementsPerBlock - 1) / ElementsPerBlock);
        WorkerPool.Shared.Run(blocks < 3 ? 1 : threads, blocks, &Block<F>, &job);
    }

    private static void Block<F>(void* context, int block) where F : IVectorFunction
    {
        ref Job job = ref *(Job*)context;
        nint start = block * ElementsPerBlock;
        Map<F>(job.X + start, job.Y + start, Math.Min(ElementsPerBlock, job.Count - start));
    }

    /// <summary>y = f(x) on this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<F>(float* x, float* y, nint count) where F : IVectorFunction
    {
        nint i = 0;
        // Two at a time: long chains of dependent instructions overlap.
        for (; i + 2 * V.Count <= count; i += 2 * V.Count)
        {
            V a = F.Apply(V.Load(x + i)), b = F.Apply(V.Load(x + i + V.Count));
            a.Store(y + i);
            b.Store(y + i + V.Count);
        }
        for (; i + V.Count <= count; i += V.Count)
            F.Apply(V.Load(x + i)).Store(y + i);
        if (i == count)
            return;
        float* rest = stackalloc float[16];
        V.Of(1f).Store(rest);
        for (nint j = i; j < count; j++)
            rest[j - i] = x[j];
        F.Apply(V.Load(rest)).Store(rest);
        for (nint j = i; j < count; j++)
            y[j] = rest[j - i];
    }
}
