using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Constraints;

/// <summary>A constraint: its name, the object, or a function of the weight.</summary>
[FunctionArgument(typeof(ConstraintFn))]
public readonly partial struct ConstraintArg : IConfigArgument<ConstraintArg>
{
    private readonly object? _value;

    private ConstraintArg(object? value) => _value = value;

    /// <summary>The constraint of this name.</summary>
    public static implicit operator ConstraintArg(string name) => new(name);

    /// <summary>This constraint.</summary>
    public static implicit operator ConstraintArg(Constraint? constraint) => new(constraint);

    /// <summary>This function.</summary>
    public static implicit operator ConstraintArg(ConstraintFn function) => new(new FunctionConstraint(function));

    /// <summary>The constraint meant, or null for none.</summary>
    /// <exception cref="KerasValueException">No constraint has the name.</exception>
    public Constraint? Resolve() => _value switch
    {
        Constraint constraint => constraint,
        string name => ScriptFunctions.Find<Constraint, ConstraintFn>(name, function => new FunctionConstraint(function)) ?? NamedClasses.Create<Constraint>("constraint", name switch
        {
            "maxnorm" => "max_norm",
            "nonneg" => "non_neg",
            "unitnorm" => "unit_norm",
            _ => name,
        }),
        _ => null,
    };

    /// <summary>The constraint that this configuration describes.</summary>
    public static implicit operator ConstraintArg(Config config) => FromConfig(ConfigUpgrade.Apply(config));

    /// <inheritdoc/>
    public static ConstraintArg FromConfig(object? value) => value switch
    {
        null => default,
        Config config when ScriptFunctions.NameIn(config) is { } name => name,
        Config => ClassRegistry.Deserialize<Constraint>(value),
        string name => name,
        _ => throw new KerasValueException($"Could not interpret constraint function identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => ClassRegistry.Serialize(Resolve());

    private sealed class FunctionConstraint(ConstraintFn function) : Constraint, IScriptFunction
    {
        public Delegate Function => function;

        public override Tensor call(Tensor w) => function(w);
    }
}
