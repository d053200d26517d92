using KerasHost.Layers;

namespace KerasHost.Models;

/// <summary>What a Sequential model takes as a layer: a layer, or the result of <c>keras.Input</c>.</summary>
public readonly struct LayerArg
{
    private LayerArg(Layer layer) => Layer = layer;

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>A layer.</summary>
    /// <exception cref="KerasTypeException">It is null.</exception>
    public static implicit operator LayerArg(Layer layer) => new(layer
        ?? throw new KerasTypeException("The added layer must be an instance of class Layer. Received: layer=None of type <class 'NoneType'>."));

    /// <summary>The input layer behind the result of <c>keras.Input</c>.</summary>
    /// <exception cref="KerasTypeException">The tensor comes from something else.</exception>
    public static implicit operator LayerArg(Tensor tensor) => new(InputLayer.Behind(tensor)
        ?? throw new KerasTypeException($"The added layer must be an instance of class Layer. Received: layer={tensor} of type Tensor."));
}
