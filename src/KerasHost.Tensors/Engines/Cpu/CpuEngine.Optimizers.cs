using KerasHost.Engines.Cpu.Optimizers;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public void Update<TUpdate>(TUpdate update, Tensor variable, Tensor gradient, Tensor? first = null, Tensor? second = null, Tensor? third = null) where TUpdate : unmanaged, IUpdate
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            UpdateKernel<float>.Run(_threads, update, Floats(variable), Floats(gradient), Floats(first), Floats(second), Floats(third), variable.Length);
        else if (variable.dtype.Code == DTypeCode.Float64)
            UpdateKernel<double>.Run(_threads, update, Doubles(variable), Doubles(gradient), Doubles(first), Doubles(second), Doubles(third), variable.Length);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(third);
    }

    private static float* Floats(Tensor? tensor) => tensor is null ? null : (float*)tensor.Data;

    private static double* Doubles(Tensor? tensor) => tensor is null ? null : (double*)tensor.Data;
}
