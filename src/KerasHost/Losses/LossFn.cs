namespace KerasHost.Losses;

/// <summary>A loss as a function.</summary>
/// <param name="y_true">The targets, first axis the batch.</param>
/// <param name="y_pred">The predictions, of the shape of the targets.</param>
/// <returns>A loss for each sample, or for each timestep, or one number.</returns>
public delegate Tensor LossFn(Tensor y_true, Tensor y_pred);
