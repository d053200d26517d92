using KerasHost.Engines.Cpu.Elementwise;
using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Recurrent;
using KerasHost.Engines.Cpu.Reduce;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu;

/// <summary>The float32 kernels for one vector width.</summary>
internal sealed unsafe class FloatKernels<V> : FloatKernels where V : struct, IVector<V>
{
    /// <inheritdoc/>
    public override int VectorLength => V.Count;

    /// <inheritdoc/>
    public override bool Unary(int threads, UnaryKind kind, float* x, float* y, nint count) => VectorUnary<V>.Run(threads, kind, x, y, count);

    /// <inheritdoc/>
    public override void Softmax(int threads, bool logarithm, float* x, float* y, nint rows, nint classes) =>
        SoftmaxKernels<V>.Softmax(threads, logarithm, x, y, rows, classes);

    /// <inheritdoc/>
    public override void CrossEntropy(int threads, float* logits, DTypeCode labelType, void* labels, float* loss, float* gradient, nint rows, nint classes) =>
        SoftmaxKernels<V>.CrossEntropy(threads, logits, labelType, labels, loss, gradient, rows, classes);

    /// <inheritdoc/>
    public override void MatMul(int threads, in GemmArguments<float> g, nint matrices, nint stepA, nint stepB, nint stepY) =>
        BatchedGemm<V>.Run(threads, g, matrices, stepA, stepB, stepY);

    /// <inheritdoc/>
    public override void Recurrent(ref RecurrentJob job) => RecurrentForward<V>.Run(ref job);

    /// <inheritdoc/>
    public override void RecurrentGradient(ref RecurrentJob job) => RecurrentBackward<V>.Run(ref job);
}
