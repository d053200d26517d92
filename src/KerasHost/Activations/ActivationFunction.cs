using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Saving;

namespace KerasHost.Activations;

/// <summary>A function of a layer's output, with the name it has in configurations.</summary>
/// <param name="name">Keras's name; null for a function or a layer of a script.</param>
/// <param name="call">The function.</param>
public sealed record ActivationFunction(string? name, ActivationFn call) : IConfigArgument<ActivationFunction>
{
    /// <summary>The layer that computes it, as in <c>Dense(64, activation: keras.layers.LeakyReLU())</c>; null for a function.</summary>
    public Layer? layer { get; private init; }

    /// <summary>The name of the function, as Python gives it: Keras's, or the one in the script.</summary>
    public string __name__ => name ?? ScriptFunctions.NameOf(call);

    /// <inheritdoc/>
    public static ActivationFunction FromConfig(object? value) => ActivationArg.FromConfig(value).Or("linear");

    /// <inheritdoc/>
    public object? ToConfig() => name ?? (object?)ClassRegistry.Serialize(layer) ?? ScriptFunctions.Describe(call);

    /// <summary>A layer as a function.</summary>
    internal static ActivationFunction Of(Layer layer) => new(null, x => layer.apply(x)) { layer = layer };
}
