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
        string name => NamedClasses.Create<Constraint>("constraint", name switch
        {
            "maxnorm" => "max_norm",
            "nonneg" => "non_neg",
            "unitnorm" => "unit_norm",
            _ => name,
        }),
        _ => null,
    };

    /// <inheritdoc/>
    public static ConstraintArg FromConfig(object? value) => value switch
    {
        null => default,
        string name => name,
        _ => ClassRegistry.Deserialize<Constraint>(value),
    };

    /// <inheritdoc/>
    public object? ToConfig() => ClassRegistry.Serialize(Resolve());

    private sealed class FunctionConstraint(ConstraintFn function) : Constraint
    {
        public override Tensor call(Tensor w) => function(w);

        public override Config get_config() => throw new KerasValueException(
            "A constraint that is a function of a script cannot be written to a configuration. Use a class derived from Constraint and register it.");
    }
}
