using KerasHost.Engines.Cpu.Optimizers;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public void Sgd(Tensor variable, Tensor gradient, Tensor? momentum, double learningRate, double momentumFactor, bool nesterov)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Sgd(Floats(variable), Floats(gradient), Floats(momentum), variable.Length, (float)learningRate, (float)momentumFactor, nesterov);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Sgd(Doubles(variable), Doubles(gradient), Doubles(momentum), variable.Length, learningRate, momentumFactor, nesterov);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(momentum);
    }

    /// <inheritdoc/>
    public void RmsProp(Tensor variable, Tensor gradient, Tensor velocity, Tensor? momentum, Tensor? averageGradient,
        double learningRate, double rho, double momentumFactor, double epsilon)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.RmsProp(Floats(variable), Floats(gradient), Floats(velocity), Floats(momentum), Floats(averageGradient), variable.Length,
                (float)learningRate, (float)rho, (float)(1 - rho), (float)momentumFactor, (float)epsilon);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.RmsProp(Doubles(variable), Doubles(gradient), Doubles(velocity), Doubles(momentum), Doubles(averageGradient), variable.Length,
                learningRate, rho, 1 - rho, momentumFactor, epsilon);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(velocity);
        GC.KeepAlive(momentum);
        GC.KeepAlive(averageGradient);
    }

    /// <inheritdoc/>
    public void Adam(Tensor variable, Tensor gradient, Tensor momentum, Tensor velocity, Tensor? maximumVelocity,
        double alpha, double beta1, double beta2, double epsilon)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Adam(Floats(variable), Floats(gradient), Floats(momentum), Floats(velocity), Floats(maximumVelocity), variable.Length,
                (float)alpha, (float)(1 - beta1), (float)(1 - beta2), (float)epsilon);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Adam(Doubles(variable), Doubles(gradient), Doubles(momentum), Doubles(velocity), Doubles(maximumVelocity), variable.Length,
                alpha, 1 - beta1, 1 - beta2, epsilon);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(momentum);
        GC.KeepAlive(velocity);
        GC.KeepAlive(maximumVelocity);
    }

    private static float* Floats(Tensor? x) => x is null ? null : (float*)x.Data;

    private static double* Doubles(Tensor? x) => x is null ? null : (double*)x.Data;
}
