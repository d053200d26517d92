using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Regularizers;

/// <summary>A regularizer: its name, the object, or a function of the weight.</summary>
[FunctionArgument(typeof(RegularizerFn))]
public readonly partial struct RegularizerArg : IConfigArgument<RegularizerArg>
{
    private readonly object? _value;

    private RegularizerArg(object? value) => _value = value;

    /// <summary>The regularizer of this name.</summary>
    public static implicit operator RegularizerArg(string name) => new(name);

    /// <summary>This regularizer.</summary>
    public static implicit operator RegularizerArg(Regularizer? regularizer) => new(regularizer);

    /// <summary>This function.</summary>
    public static implicit operator RegularizerArg(RegularizerFn function) => new(new FunctionRegularizer(function));

    /// <summary>The regularizer meant, or null for none.</summary>
    /// <exception cref="KerasValueException">No regularizer has the name.</exception>
    public Regularizer? Resolve() => _value switch
    {
        Regularizer regularizer => regularizer,
        "l1_l2" => L1L2.l1_l2(),
        string name => NamedClasses.Create<Regularizer>("regularizer", name),
        _ => null,
    };

    /// <inheritdoc/>
    public static RegularizerArg FromConfig(object? value) => value switch
    {
        null => default,
        string name => name,
        _ => ClassRegistry.Deserialize<Regularizer>(value),
    };

    /// <inheritdoc/>
    public object? ToConfig() => ClassRegistry.Serialize(Resolve());

    private sealed class FunctionRegularizer(RegularizerFn function) : Regularizer
    {
        public override Tensor call(Tensor w) => function(w);

        public override Config get_config() => throw new KerasValueException(
            "A regularizer that is a function of a script cannot be written to a configuration. Use a class derived from Regularizer and register it.");
    }
}
