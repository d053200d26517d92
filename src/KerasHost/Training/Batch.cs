using KerasHost.Layers;

namespace KerasHost.Training;

/// <summary>What one step works on.</summary>
/// <param name="X">The inputs.</param>
/// <param name="Y">The targets, or null.</param>
/// <param name="SampleWeight">A weight for each sample, or null.</param>
/// <param name="Size">The number of samples.</param>
internal readonly record struct Batch(Tensors X, Tensors? Y, Tensors? SampleWeight, int Size);
