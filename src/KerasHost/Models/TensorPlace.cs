namespace KerasHost.Models;

/// <summary>Where a tensor comes from, as configurations say it.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Node">The number of the layer's call.</param>
/// <param name="Tensor">Which of the call's outputs.</param>
internal readonly record struct TensorPlace(string Layer, int Node, int Tensor);
