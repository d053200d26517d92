namespace KerasHost.Training;

/// <summary>Where training that was interrupted goes on.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Batch">The first batch of it that is still to be trained on, from 0.</param>
internal sealed record TrainingPosition(int Epoch, int Batch);
