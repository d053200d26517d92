using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu.Optimizers;

/// <summary>The updates of the most used of tf_keras's optimizers, on vectors and threads: each reads and writes every array once.</summary>
internal static unsafe class VectorOptimizers<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const nint ElementsPerBlock = 1 << 13;

    private struct Job
    {
        public T* Variable, Gradient, First, Second, Third;
        public nint Count;
        public T Rate, Decay, Rest, Factor, Epsilon;
        public bool Nesterov, EpsilonOutside;
    }

    /// <summary>tf_keras/src/optimizers/sgd.py</summary>
    public static void Sgd(int threads, T* variable, T* gradient, T* momentum, nint count, T learningRate, T factor, bool nesterov)
    {
        var job = new Job { Variable = variable, Gradient = gradient, First = momentum, Count = count, Rate = learningRate, Factor = factor, Nesterov = nesterov };
        Run(threads, ref job, &SgdBlock);
    }

    /// <summary>tf_keras/src/optimizers/rmsprop.py; <paramref name="rest"/> is 1 - rho.</summary>
    public static void RmsProp(int threads, T* variable, T* gradient, T* velocity, T* momentum, T* average, nint count, T learningRate, T rho, T rest, T factor, T epsilon, bool epsilonOutside)
    {
        var job = new Job
        {
            Variable = variable,
            Gradient = gradient,
            First = velocity,
            Second = momentum,
            Third = average,
            Count = count,
            Rate = learningRate,
            Decay = rho,
            Rest = rest,
            Factor = factor,
            Epsilon = epsilon,
            EpsilonOutside = epsilonOutside,
        };
        Run(threads, ref job, &RmsPropBlock);
    }

    /// <summary>tf_keras/src/optimizers/adam.py; <paramref name="rest1"/> and <paramref name="rest2"/> are 1 - β₁ and 1 - β₂.</summary>
    public static void Adam(int threads, T* variable, T* gradient, T* momentum, T* velocity, T* maximum, nint count, T alpha, T rest1, T rest2, T epsilon)
    {
        var job = new Job
        {
            Variable = variable,
            Gradient = gradient,
            First = momentum,
            Second = velocity,
            Third = maximum,
            Count = count,
            Rate = alpha,
            Decay = rest1,
            Rest = rest2,
            Epsilon = epsilon,
        };
        Run(threads, ref job, &AdamBlock);
    }

    private static void Run(int threads, ref Job job, delegate*<void*, int, void> block)
    {
        int blocks = (int)((job.Count + ElementsPerBlock - 1) / ElementsPerBlock);
        Job copy = job;
        WorkerPool.Shared.Run(blocks < 3 ? 1 : threads, blocks, block, &copy);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SgdBlock(void* context, int block)
    {
        Job job = *(Job*)context;
        nint i = block * ElementsPerBlock, end = Math.Min(job.Count, i + ElementsPerBlock);
        var rate = new Vector<T>(job.Rate);
        var factor = new Vector<T>(job.Factor);
        for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
        {
            Vector<T> step = -Vector.Load(job.Gradient + i) * rate;
            if (job.First != null)
            {
                Vector<T> m = step + Vector.Load(job.First + i) * factor;
                m.Store(job.First + i);
                step = job.Nesterov ? step + m * factor : m;
            }
            (Vector.Load(job.Variable + i) + step).Store(job.Variable + i);
        }
        for (; i < end; i++)
        {
            T step = -job.Gradient[i] * job.Rate;
            if (job.First != null)
            {
                T m = step + job.First[i] * job.Factor;
                job.First[i] = m;
                step = job.Nesterov ? step + m * job.Factor : m;
            }
            job.Variable[i] += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RmsPropBlock(void* context, int block)
    {
        Job job = *(Job*)context;
        nint i = block * ElementsPerBlock, end = Math.Min(job.Count, i + ElementsPerBlock);
        var rate = new Vector<T>(job.Rate);
        var rho = new Vector<T>(job.Decay);
        var rest = new Vector<T>(job.Rest);
        var factor = new Vector<T>(job.Factor);
        var epsilon = new Vector<T>(job.Epsilon);
        for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
        {
            Vector<T> g = Vector.Load(job.Gradient + i);
            Vector<T> v = rho * Vector.Load(job.First + i) + rest * (g * g);
            v.Store(job.First + i);
            if (job.Third != null)
            {
                Vector<T> mean = rho * Vector.Load(job.Third + i) + rest * g;
                mean.Store(job.Third + i);
                v -= mean * mean;
            }
            Vector<T> step = rate * g / (job.EpsilonOutside ? Vector.SquareRoot(v) + epsilon : Vector.SquareRoot(v + epsilon));
            // Without a gradient there is no step, even where rounding makes a variance negative.
            step = Vector.ConditionalSelect(Vector.Equals(g, Vector<T>.Zero), Vector<T>.Zero, step);
            if (job.Second != null)
            {
                step = factor * Vector.Load(job.Second + i) + step;
                step.Store(job.Second + i);
            }
            (Vector.Load(job.Variable + i) - step).Store(job.Variable + i);
        }
        for (; i < end; i++)
        {
            T g = job.Gradient[i];
            T v = job.Decay * job.First[i] + job.Rest * (g * g);
            job.First[i] = v;
            if (job.Third != null)
            {
                T mean = job.Decay * job.Third[i] + job.Rest * g;
                job.Third[i] = mean;
                v -= mean * mean;
            }
            T step = g == T.Zero ? T.Zero : job.Rate * g / (job.EpsilonOutside ? T.Sqrt(v) + job.Epsilon : T.Sqrt(v + job.Epsilon));
            if (job.Second != null)
            {
                step = job.Factor * job.Second[i] + step;
                job.Second[i] = step;
            }
            job.Variable[i] -= step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AdamBlock(void* context, int block)
    {
        Job job = *(Job*)context;
        nint i = block * ElementsPerBlock, end = Math.Min(job.Count, i + ElementsPerBlock);
        var alpha = new Vector<T>(job.Rate);
        var rest1 = new Vector<T>(job.Decay);
        var rest2 = new Vector<T>(job.Rest);
        var epsilon = new Vector<T>(job.Epsilon);
        for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
        {
            Vector<T> g = Vector.Load(job.Gradient + i), m = Vector.Load(job.First + i), v = Vector.Load(job.Second + i);
            m += (g - m) * rest1;
            v += (g * g - v) * rest2;
            m.Store(job.First + i);
            v.Store(job.Second + i);
            if (job.Third != null)
            {
                v = Vector.Max(Vector.Load(job.Third + i), v);
                v.Store(job.Third + i);
            }
            (Vector.Load(job.Variable + i) - m * alpha / (Vector.SquareRoot(v) + epsilon)).Store(job.Variable + i);
        }
        for (; i < end; i++)
        {
            T g = job.Gradient[i], m = job.First[i], v = job.Second[i];
            m += (g - m) * job.Decay;
            v += (g * g - v) * job.Rest;
            job.First[i] = m;
            job.Second[i] = v;
            if (job.Third != null)
                v = job.Third[i] = T.Max(job.Third[i], v);
            job.Variable[i] -= m * job.Rate / (T.Sqrt(v) + job.Epsilon);
        }
    }
}
