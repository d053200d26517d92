namespace KerasHost.Engines;

/// <summary>
/// One fused update for each optimizer: reads a gradient, changes the variable and its slots in place. All tensors of one call have one
/// float type and size. The formulas are those of tf_keras 2.16's optimizers.
/// </summary>
public interface IOptimizerEngine
{
    /// <summary>Stochastic gradient descent; <paramref name="momentum"/> (the velocity) is null without momentum.</summary>
    void Sgd(Tensor variable, Tensor gradient, Tensor? momentum, double learningRate, double momentumFactor, bool nesterov);

    /// <summary>
    /// RMSprop; <paramref name="momentum"/> and <paramref name="averageGradient"/> are null when not used. <paramref name="epsilon"/> is added
    /// under the root, or to it as the legacy optimizer does.
    /// </summary>
    void RmsProp(Tensor variable, Tensor gradient, Tensor velocity, Tensor? momentum, Tensor? averageGradient, double learningRate, double rho, double momentumFactor,
        double epsilon, bool epsilonOutside = false);

    /// <summary>Adam; <paramref name="maximumVelocity"/> is null without amsgrad. <paramref name="alpha"/> is the learning rate corrected for bias.</summary>
    void Adam(Tensor variable, Tensor gradient, Tensor momentum, Tensor velocity, Tensor? maximumVelocity, double alpha, double beta1, double beta2, double epsilon);

    /// <summary>Adagrad; <paramref name="epsilon"/> is added under the root, or to it as the legacy optimizer does.</summary>
    void Adagrad(Tensor variable, Tensor gradient, Tensor accumulator, double learningRate, double epsilon, bool epsilonOutside = false);

    /// <summary>Adadelta.</summary>
    void Adadelta(Tensor variable, Tensor gradient, Tensor accumulatedGradient, Tensor accumulatedUpdate, double learningRate, double rho, double epsilon);

    /// <summary>Adamax; <paramref name="correction"/> is 1 - β₁ᵗ.</summary>
    void Adamax(Tensor variable, Tensor gradient, Tensor momentum, Tensor norm, double learningRate, double correction, double beta1, double beta2, double epsilon);

    /// <summary>Nadam; the factors weigh the mean of gradients and the gradient, <paramref name="correction"/> is 1 - β₂ᵗ.</summary>
    void Nadam(Tensor variable, Tensor gradient, Tensor momentum, Tensor velocity, double learningRate, double momentumFactor, double gradientFactor,
        double correction, double beta1, double beta2, double epsilon);

    /// <summary>Ftrl.</summary>
    void Ftrl(Tensor variable, Tensor gradient, Tensor accumulator, Tensor linear, double learningRate, double power, double l1, double l2, double l2Shrinkage, double beta);

    /// <summary>Lion.</summary>
    void Lion(Tensor variable, Tensor gradient, Tensor momentum, double learningRate, double beta1, double beta2);

    /// <summary>
    /// Adafactor. A variable of two axes or more, <c>(…, rows, columns)</c>, keeps mean squares of rows <c>(…, rows)</c> and columns
    /// <c>(…, columns)</c>; others keep them in <paramref name="squares"/> alone. <paramref name="step"/> counts from 1.
    /// </summary>
    void Adafactor(Tensor variable, Tensor gradient, Tensor? rows, Tensor? columns, Tensor squares, double learningRate, double step,
        double decayPower, double epsilon1, double epsilon2, double clipThreshold);

    /// <summary>variable -= variable · decay · learningRate</summary>
    void Decay(Tensor variable, double decay, double learningRate);

    /// <summary>average = average · momentum + variable · (1 - momentum)</summary>
    void MovingAverage(Tensor average, Tensor variable, double momentum);
}
