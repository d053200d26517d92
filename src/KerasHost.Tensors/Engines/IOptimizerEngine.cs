namespace KerasHost.Engines;

/// <summary>
/// One fused update for each optimizer: reads a gradient, changes the variable and its slots in place. All tensors of one call have one
/// float type and size. The formulas are those of tf_keras 2.16's optimizers.
/// </summary>
public interface IOptimizerEngine
{
    /// <summary>Stochastic gradient descent; <paramref name="momentum"/> (the velocity) is null without momentum.</summary>
    void Sgd(Tensor variable, Tensor gradient, Tensor? momentum, double learningRate, double momentumFactor, bool nesterov);

    /// <summary>RMSprop; <paramref name="momentum"/> and <paramref name="averageGradient"/> are null when not used.</summary>
    void RmsProp(Tensor variable, Tensor gradient, Tensor velocity, Tensor? momentum, Tensor? averageGradient, double learningRate, double rho, double momentumFactor, double epsilon);

    /// <summary>Adam; <paramref name="maximumVelocity"/> is null without amsgrad. <paramref name="alpha"/> is the learning rate corrected for bias.</summary>
    void Adam(Tensor variable, Tensor gradient, Tensor momentum, Tensor velocity, Tensor? maximumVelocity, double alpha, double beta1, double beta2, double epsilon);
}
