using KerasHost.Saving;

namespace KerasHost.Activations;

/// <summary>A function of a layer's output, with the name it has in configurations.</summary>
/// <param name="name">Keras's name; null for a function of a script, which has none.</param>
/// <param name="call">The function.</param>
public sealed record ActivationFunction(string? name, ActivationFn call) : IConfigArgument<ActivationFunction>
{
    /// <inheritdoc/>
    public static ActivationFunction FromConfig(object? value) => ActivationArg.FromConfig(value).Or("linear");

    /// <inheritdoc/>
    public object? ToConfig() => name
        ?? throw new KerasValueException("An activation that is a function of a script cannot be written to a configuration.");
}
