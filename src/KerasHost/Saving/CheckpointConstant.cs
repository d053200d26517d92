namespace KerasHost.Saving;

/// <summary>A number that Python keeps in a float32 variable and that never changes here, such as the hyperparameters of optimizers before Keras 2.11.</summary>
/// <param name="FullName">The variable's name.</param>
/// <param name="Value">The number.</param>
internal sealed record CheckpointConstant(string FullName, double Value);
