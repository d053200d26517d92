using KerasHost.Export;
using KerasHost.Numpy;
using KerasHost.Saving;

namespace KerasHost.Initializers;

/// <summary>An initializer: its name, the object, a function of shape and type, or the values themselves.</summary>
[FunctionArgument(typeof(InitializerFn))]
public readonly partial struct InitializerArg : IConfigArgument<InitializerArg>
{
    private readonly object? _value;

    private InitializerArg(object? value) => _value = value;

    /// <summary>False when Keras's default is meant.</summary>
    public bool IsGiven => _value is not null;

    /// <summary>The initializer of this name.</summary>
    public static implicit operator InitializerArg(string name) => new(name);

    /// <summary>This initializer.</summary>
    public static implicit operator InitializerArg(Initializer initializer) => new(initializer);

    /// <summary>This function.</summary>
    public static implicit operator InitializerArg(InitializerFn function) => new(new FunctionInitializer(function));

    /// <summary>These values, for a weight of this shape.</summary>
    public static implicit operator InitializerArg(NDArray values) => new(new Constant(values));

    /// <summary>These values, for a weight of this shape.</summary>
    public static implicit operator InitializerArg(Tensor values) => new(new Constant(values));

    /// <summary>The initializer meant.</summary>
    /// <exception cref="KerasValueException">No initializer has the name.</exception>
    public Initializer Resolve() => _value switch
    {
        Initializer initializer => initializer,
        string name => Named(name),
        _ => throw new KerasValueException("Could not interpret initializer identifier: None"),
    };

    /// <summary>The initializer meant, or that of this name when none was given.</summary>
    public Initializer Or(string fallback) => IsGiven ? Resolve() : Named(fallback);

    /// <summary>The initializer that this configuration describes.</summary>
    public static implicit operator InitializerArg(Config config) => FromConfig(ConfigUpgrade.Apply(config));

    /// <inheritdoc/>
    public static InitializerArg FromConfig(object? value) => value switch
    {
        null => default,
        Config config when ScriptFunctions.NameIn(config) is { } name => name,
        Config => ClassRegistry.Deserialize<Initializer>(value),
        string name => name,
        _ => throw new KerasValueException($"Could not interpret initializer identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => IsGiven ? ClassRegistry.Serialize(Resolve()) : null;

    // Keras knows some under shorter names, and each under the name it had while TensorFlow 1 and 2 lived side by side.
    private static Initializer Named(string name) => ScriptFunctions.Find<Initializer, InitializerFn>(name, function => new FunctionInitializer(function)) ?? NamedClasses.Create<Initializer>("initializer", name switch
    {
        "normal" => "random_normal",
        "uniform" => "random_uniform",
        "one" => "ones",
        "zero" => "zeros",
        _ when name.EndsWith("V2", StringComparison.Ordinal) => name[..^2],
        _ => name,
    });

    private sealed class FunctionInitializer(InitializerFn function) : Initializer, IScriptFunction
    {
        public Delegate Function => function;

        public override Tensor call(Shape shape, DType? dtype = null) => function(shape, dtype ?? Backend.Settings.Floatx);
    }
}
