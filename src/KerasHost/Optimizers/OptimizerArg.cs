using KerasHost.Export;
using KerasHost.Optimizers.Legacy;
using KerasHost.Saving;

namespace KerasHost.Optimizers;

/// <summary>An optimizer: its name or the object.</summary>
public readonly struct OptimizerArg : IConfigArgument<OptimizerArg>
{
    private readonly object? _value;

    private OptimizerArg(object? value) => _value = value;

    /// <summary>False when Keras's default is meant.</summary>
    public bool IsGiven => _value is not null;

    /// <summary>The name that was given, or null for an object.</summary>
    internal string? Name => _value as string;

    /// <summary>A new optimizer of this name.</summary>
    public static implicit operator OptimizerArg(string name) => new(name);

    /// <summary>The optimizer that this configuration describes.</summary>
    public static implicit operator OptimizerArg(Config config) => FromConfig(ConfigUpgrade.Optimizer(config));

    /// <summary>This optimizer.</summary>
    public static implicit operator OptimizerArg(Optimizer optimizer) => new(optimizer);

    /// <summary>The optimizer meant, or a new one of this name when none was given.</summary>
    /// <exception cref="KerasValueException">No optimizer has the name.</exception>
    public Optimizer Or(string fallback) => _value as Optimizer ?? NamedClasses.Create<Optimizer>("optimizer", _value as string ?? fallback);

    /// <inheritdoc/>
    public static OptimizerArg FromConfig(object? value) => value switch
    {
        null => default,
        string name => name,
        Config config when IsLegacy(config) => ClassRegistry.Deserialize<LegacyOptimizer>(value),
        Config => ClassRegistry.Deserialize<Optimizer>(value),
        _ => throw new KerasValueException($"Could not interpret optimizer identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => IsGiven ? ClassRegistry.Serialize(Or("")) : null;

    // What does not say that it is new was written before Keras 2.11, as Keras has it.
    internal static bool IsLegacy(Config config) =>
        config.GetValueOrDefault("config") is Config { Count: > 0 } arguments
        && arguments.GetValueOrDefault("is_legacy_optimizer", !arguments.ContainsKey("use_ema")) is true
        && config.GetValueOrDefault("class_name") is string name
        && ClassRegistry.Find(typeof(LegacyOptimizer), name) is not null;
}
