using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Engines.Cpu;

/// <summary>The embedded engine: managed kernels with the vector instructions of the machine.</summary>
public sealed unsafe partial class CpuEngine : IEngine
{
    private readonly FloatKernels _float;
    private readonly int _threads;

    /// <summary>
    /// An engine on the path that <c>KERASHOST_SIMD</c> names, or the best one of this machine, with <c>KERASHOST_THREADS</c> threads, or one
    /// a core.
    /// </summary>
    /// <exception cref="KerasValueException">A variable has no such value, or names a path that this machine cannot run.</exception>
    public CpuEngine() : this(SimdPaths.Parse(Environment.GetEnvironmentVariable(SimdPaths.Variable)), WorkerPool.DefaultThreads) { }

    /// <summary>An engine on a path of choice.</summary>
    /// <param name="path">The vector instructions.</param>
    /// <param name="threads">How many threads work on one operation; results do not depend on it.</param>
    /// <exception cref="KerasValueException">This machine cannot run the path.</exception>
    public CpuEngine(SimdPath path, int threads)
    {
        if (!SimdPaths.IsSupported(path))
            throw SimdPaths.Unsupported(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Path = path;
        _float = FloatKernels.For(path);
        _threads = threads;
    }

    /// <summary>The vector instructions in use.</summary>
    public SimdPath Path { get; }

    /// <inheritdoc/>
    public string Name => "cpu-" + SimdPaths.Name(Path);

    // float16 and bfloat16 are stored, never computed with: their operations run on float32 copies.
    private static bool IsHalf(Tensor x) => x.dtype.Code is DTypeCode.Float16 or DTypeCode.BFloat16;

    private Tensor Widen(Tensor x)
    {
        if (!IsHalf(x))
            return x;
        Tensor wide = Tensor.Owned(DType.Float32, x.shape);
        Cast(x, wide);
        return wide;
    }

    private static Tensor WideResult(Tensor y) => IsHalf(y) ? Tensor.Owned(DType.Float32, y.shape) : y;

    private void Narrow(Tensor wide, Tensor y)
    {
        if (!ReferenceEquals(wide, y))
            Cast(wide, y);
    }

    // The sizes before, of and after an axis.
    private static (nint Outer, nint Length, nint Inner) Around(Shape shape, int axis)
    {
        nint outer = 1, inner = 1;
        for (int i = 0; i < axis; i++)
            outer *= shape.Dims[i];
        for (int i = axis + 1; i < shape.Rank; i++)
            inner *= shape.Dims[i];
        return (outer, shape.Dims[axis], inner);
    }

    private static KerasTypeException Unsupported(DType type, [CallerMemberName] string operation = "") =>
        new($"{operation} is not defined for elements of type {type}; cast them first.");
}
