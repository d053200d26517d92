using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Recurrent;

namespace KerasHost.Engines.Cpu;

/// <summary>The float32 kernels that are written for each vector width: one instance a <see cref="SimdPath"/>.</summary>
internal abstract unsafe class FloatKernels
{
    /// <summary>The kernels of a path.</summary>
    public static FloatKernels For(SimdPath path) => path switch
    {
        SimdPath.Avx512 => new FloatKernels<Vectors.Wide512>(),
        SimdPath.Avx2 => new FloatKernels<Vectors.Wide256>(),
        _ => new FloatKernels<Vectors.Wide128>(),
    };

    /// <summary>The elements of a vector.</summary>
    public abstract int VectorLength { get; }

    /// <summary>y = f(x); false for a function that has no vector form.</summary>
    public abstract bool Unary(int threads, UnaryKind kind, float* x, float* y, nint count);

    /// <summary>y = exp(x) / Σ exp(x) along rows, or the logarithm of that.</summary>
    public abstract void Softmax(int threads, bool logarithm, float* x, float* y, nint rows, nint classes);

    /// <summary>Crossentropy of softmax; labels are int32, int64 or float32, one a class.</summary>
    public abstract void CrossEntropy(int threads, float* logits, DTypeCode labelType, void* labels, float* loss, float* gradient, nint rows, nint classes);

    /// <summary>y = a·b + bias for matrices that lie so many elements apart.</summary>
    public abstract void MatMul(int threads, in GemmArguments<float> g, nint matrices, nint stepA, nint stepB, nint stepY);

    /// <summary>A recurrent layer over whole sequences.</summary>
    public abstract void Recurrent(ref RecurrentJob job);

    /// <summary>The gradients of a recurrent layer.</summary>
    public abstract void RecurrentGradient(ref RecurrentJob job);
}
