using KerasHost.Numpy;

namespace KerasHost.Layers;

/// <summary>Calls of a layer whose names C# keeps for the accessors of its properties.</summary>
public static class LayerWeights
{
    /// <summary>Copies of all weights, in the order of <see cref="Layer.weights"/>.</summary>
    public static List<NDArray> get_weights(this Layer layer) => [.. layer.weights.Select(weight => weight.value.numpy())];
}
