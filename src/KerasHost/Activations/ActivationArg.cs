using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Activations;

/// <summary>An activation: its name, one of <c>keras.activations</c>, or a function of a script.</summary>
[FunctionArgument(typeof(ActivationFn))]
public readonly partial struct ActivationArg : IConfigArgument<ActivationArg>
{
    private readonly ActivationFunction? _value;

    private ActivationArg(ActivationFunction? value) => _value = value;

    /// <summary>False when Keras's default is meant.</summary>
    public bool IsGiven => _value is not null;

    /// <summary>The activation of this name.</summary>
    /// <exception cref="KerasValueException">No activation has the name.</exception>
    public static implicit operator ActivationArg(string name) => new(Named(name));

    /// <summary>This function.</summary>
    public static implicit operator ActivationArg(ActivationFn function) => new(new ActivationFunction(null, function));

    /// <summary>This activation.</summary>
    public static implicit operator ActivationArg(ActivationFunction? activation) => new(activation);

    /// <summary>One of the functions of <c>keras.activations</c>.</summary>
    public static ActivationArg FromExport(string name, ActivationFn function) => new(new ActivationFunction(name, function));

    /// <summary>The activation meant, or that of this name when none was given.</summary>
    public ActivationFunction Or(string fallback) => _value ?? Named(fallback);

    /// <inheritdoc/>
    public static ActivationArg FromConfig(object? value) => value switch
    {
        null => "linear",
        string name => name,
        Config { } config when config.GetValueOrDefault("config") is string name => name,
        _ => throw new KerasValueException($"Could not interpret activation function identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _value?.ToConfig();

    private static ActivationFunction Named(string name) => GeneratedFunctions.Find(typeof(ActivationArg), name) is ActivationArg { _value: { } activation }
        ? activation
        : throw NamedClasses.Unknown("activation function", name, GeneratedFunctions.Names(typeof(ActivationArg)));
}
