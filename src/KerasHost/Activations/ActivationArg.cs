using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Saving;

namespace KerasHost.Activations;

/// <summary>An activation: its name, one of <c>keras.activations</c>, a layer such as <c>keras.layers.LeakyReLU()</c>, or a function of a script.</summary>
[FunctionArgument(typeof(ActivationFn))]
public readonly partial struct ActivationArg : IConfigArgument<ActivationArg>
{
    // Layers that Keras finds among the activations by their class names.
    private static readonly string[] s_layers = ["ELU", "LeakyReLU", "PReLU", "ReLU", "Softmax", "ThresholdedReLU"];

    private readonly ActivationFunction? _value;

    private ActivationArg(ActivationFunction? value) => _value = value;

    /// <summary>False when Keras's default is meant.</summary>
    public bool IsGiven => _value is not null;

    /// <summary>The activation of this name.</summary>
    /// <exception cref="KerasValueException">No activation has the name.</exception>
    public static implicit operator ActivationArg(string? name) => new(Named(name ?? "linear"));

    /// <summary>This function.</summary>
    public static implicit operator ActivationArg(ActivationFn function) => new(new ActivationFunction(null, function));

    /// <summary>This activation.</summary>
    public static implicit operator ActivationArg(ActivationFunction? activation) => new(activation);

    /// <summary>This layer.</summary>
    public static implicit operator ActivationArg(Layer layer) => new(ActivationFunction.Of(layer));

    /// <summary>The activation that this configuration describes.</summary>
    public static implicit operator ActivationArg(Config config) => FromConfig(ConfigUpgrade.Apply(config));

    /// <summary>One of the functions of <c>keras.activations</c>.</summary>
    public static ActivationArg FromExport(string name, ActivationFn function) => new(new ActivationFunction(name, function));

    /// <summary>The activation meant, or that of this name when none was given.</summary>
    public ActivationFunction Or(string fallback) => _value ?? Named(fallback);

    /// <inheritdoc/>
    public static ActivationArg FromConfig(object? value) => value switch
    {
        null => "linear",
        Config config when ScriptFunctions.NameIn(config) is { } name => name,
        Config config when config.GetValueOrDefault("module") is null && config.GetValueOrDefault("class_name") is string name && !IsLayer(name) =>
            throw NamedClasses.Unknown("activation function", name, s_layers),
        Config => ClassRegistry.Deserialize<Layer>(value),
        string name => name,
        _ => throw new KerasTypeException($"Could not interpret activation function identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _value?.ToConfig();

    private static ActivationFunction Named(string name) =>
        ScriptFunctions.Find<ActivationFunction, ActivationFn>(name, function => new(null, function))
        ?? (GeneratedFunctions.Find(typeof(ActivationArg), name) is ActivationArg { _value: { } activation } ? activation
            : s_layers.Contains(name) ? ActivationFunction.Of(ClassRegistry.Make<Layer>(name)!)
            : throw Unknown(name));

    private static bool IsLayer(string name) => ClassRegistry.Custom(name) is not null || ClassRegistry.Find(typeof(Layer), name) is not null;

    private static KerasValueException Unknown(string name) =>
        new($"Unknown activation function '{name}' cannot be deserialized.{NamedClasses.Nearest(name, [.. GeneratedFunctions.Names(typeof(ActivationArg)), .. name.Any(char.IsUpper) ? s_layers : []])}");
}
