using KerasHost.Engines.Cpu.Optimizers;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public void Sgd(Tensor variable, Tensor gradient, Tensor? momentum, double learningRate, double momentumFactor, bool nesterov)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            VectorOptimizers<float>.Sgd(_threads, Floats(variable), Floats(gradient), Floats(momentum), variable.Length, (float)learningRate, (float)momentumFactor, nesterov);
        else if (variable.dtype.Code == DTypeCode.Float64)
            VectorOptimizers<double>.Sgd(_threads, Doubles(variable), Doubles(gradient), Doubles(momentum), variable.Length, learningRate, momentumFactor, nesterov);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(momentum);
    }

    /// <inheritdoc/>
    public void RmsProp(Tensor variable, Tensor gradient, Tensor velocity, Tensor? momentum, Tensor? averageGradient,
        double learningRate, double rho, double momentumFactor, double epsilon, bool epsilonOutside)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            VectorOptimizers<float>.RmsProp(_threads, Floats(variable), Floats(gradient), Floats(velocity), Floats(momentum), Floats(averageGradient), variable.Length,
                (float)learningRate, (float)rho, (float)(1 - rho), (float)momentumFactor, (float)epsilon, epsilonOutside);
        else if (variable.dtype.Code == DTypeCode.Float64)
            VectorOptimizers<double>.RmsProp(_threads, Doubles(variable), Doubles(gradient), Doubles(velocity), Doubles(momentum), Doubles(averageGradient), variable.Length,
                learningRate, rho, 1 - rho, momentumFactor, epsilon, epsilonOutside);
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
            VectorOptimizers<float>.Adam(_threads, Floats(variable), Floats(gradient), Floats(momentum), Floats(velocity), Floats(maximumVelocity), variable.Length,
                (float)alpha, (float)(1 - beta1), (float)(1 - beta2), (float)epsilon);
        else if (variable.dtype.Code == DTypeCode.Float64)
            VectorOptimizers<double>.Adam(_threads, Doubles(variable), Doubles(gradient), Doubles(momentum), Doubles(velocity), Doubles(maximumVelocity), variable.Length,
                alpha, 1 - beta1, 1 - beta2, epsilon);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(momentum);
        GC.KeepAlive(velocity);
        GC.KeepAlive(maximumVelocity);
    }

    /// <inheritdoc/>
    public void Adagrad(Tensor variable, Tensor gradient, Tensor accumulator, double learningRate, double epsilon, bool epsilonOutside)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Adagrad(Floats(variable), Floats(gradient), Floats(accumulator), variable.Length, (float)learningRate, (float)epsilon, epsilonOutside);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Adagrad(Doubles(variable), Doubles(gradient), Doubles(accumulator), variable.Length, learningRate, epsilon, epsilonOutside);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(accumulator);
    }

    /// <inheritdoc/>
    public void Adadelta(Tensor variable, Tensor gradient, Tensor accumulatedGradient, Tensor accumulatedUpdate, double learningRate, double rho, double epsilon)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Adadelta(Floats(variable), Floats(gradient), Floats(accumulatedGradient), Floats(accumulatedUpdate), variable.Length, (float)learningRate, (float)rho, (float)(1 - rho), (float)epsilon);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Adadelta(Doubles(variable), Doubles(gradient), Doubles(accumulatedGradient), Doubles(accumulatedUpdate), variable.Length, learningRate, rho, (1 - rho), epsilon);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(accumulatedGradient);
        GC.KeepAlive(accumulatedUpdate);
    }

    /// <inheritdoc/>
    public void Adamax(Tensor variable, Tensor gradient, Tensor momentum, Tensor norm, double learningRate, double correction, double beta1, double beta2, double epsilon)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Adamax(Floats(variable), Floats(gradient), Floats(momentum), Floats(norm), variable.Length, (float)learningRate, (float)correction, (float)(1 - beta1), (float)beta2, (float)epsilon);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Adamax(Doubles(variable), Doubles(gradient), Doubles(momentum), Doubles(norm), variable.Length, learningRate, correction, (1 - beta1), beta2, epsilon);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(momentum);
        GC.KeepAlive(norm);
    }

    /// <inheritdoc/>
    public void Nadam(Tensor variable, Tensor gradient, Tensor momentum, Tensor velocity, double learningRate, double momentumFactor, double gradientFactor,
        double correction, double beta1, double beta2, double epsilon)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Nadam(Floats(variable), Floats(gradient), Floats(momentum), Floats(velocity), variable.Length, (float)learningRate, (float)momentumFactor, (float)gradientFactor, (float)correction, (float)beta1, (float)beta2, (float)epsilon);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Nadam(Doubles(variable), Doubles(gradient), Doubles(momentum), Doubles(velocity), variable.Length, learningRate, momentumFactor, gradientFactor, correction, beta1, beta2, epsilon);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(momentum);
        GC.KeepAlive(velocity);
    }

    /// <inheritdoc/>
    public void Ftrl(Tensor variable, Tensor gradient, Tensor accumulator, Tensor linear, double learningRate, double power, double l1, double l2, double l2Shrinkage, double beta)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Ftrl(Floats(variable), Floats(gradient), Floats(accumulator), Floats(linear), variable.Length, (float)learningRate, (float)power, (float)l1, (float)l2, (float)l2Shrinkage, (float)beta);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Ftrl(Doubles(variable), Doubles(gradient), Doubles(accumulator), Doubles(linear), variable.Length, learningRate, power, l1, l2, l2Shrinkage, beta);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(accumulator);
        GC.KeepAlive(linear);
    }

    /// <inheritdoc/>
    public void Lion(Tensor variable, Tensor gradient, Tensor momentum, double learningRate, double beta1, double beta2)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Lion(Floats(variable), Floats(gradient), Floats(momentum), variable.Length, (float)learningRate, (float)beta1, (float)beta2);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Lion(Doubles(variable), Doubles(gradient), Doubles(momentum), variable.Length, learningRate, beta1, beta2);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(momentum);
    }

    /// <inheritdoc/>
    public void Adafactor(Tensor variable, Tensor gradient, Tensor? rows, Tensor? columns, Tensor squares, double learningRate, double step,
        double decayPower, double epsilon1, double epsilon2, double clipThreshold)
    {
        int columnCount = rows is null ? 1 : variable.shape[^1];
        int rowCount = rows is null ? 1 : variable.shape[^2];
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Adafactor(Floats(variable), Floats(gradient), Floats(rows), Floats(columns), Floats(squares), variable.Length, rowCount, columnCount,
                (float)learningRate, (float)step, (float)decayPower, (float)epsilon1, (float)epsilon2, (float)clipThreshold);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Adafactor(Doubles(variable), Doubles(gradient), Doubles(rows), Doubles(columns), Doubles(squares), variable.Length, rowCount, columnCount,
                learningRate, step, decayPower, epsilon1, epsilon2, clipThreshold);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
        GC.KeepAlive(gradient);
        GC.KeepAlive(rows);
        GC.KeepAlive(columns);
        GC.KeepAlive(squares);
    }

    /// <inheritdoc/>
    public void Decay(Tensor variable, double decay, double learningRate)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.Decay(Floats(variable), variable.Length, (float)decay, (float)learningRate);
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.Decay(Doubles(variable), variable.Length, decay, learningRate);
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(variable);
    }

    /// <inheritdoc/>
    public void MovingAverage(Tensor average, Tensor variable, double momentum)
    {
        if (variable.dtype.Code == DTypeCode.Float32)
            OptimizerKernels.MovingAverage(Floats(average), Floats(variable), variable.Length, (float)momentum, (float)(1 - momentum));
        else if (variable.dtype.Code == DTypeCode.Float64)
            OptimizerKernels.MovingAverage(Doubles(average), Doubles(variable), variable.Length, momentum, (1 - momentum));
        else
            throw Unsupported(variable.dtype);
        GC.KeepAlive(average);
        GC.KeepAlive(variable);
    }

    private static float* Floats(Tensor? x) => x is null ? null : (float*)x.Data;

    private static double* Doubles(Tensor? x) => x is null ? null : (double*)x.Data;
}
