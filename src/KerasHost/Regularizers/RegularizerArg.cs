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
        string name => ScriptFunctions.Find<Regularizer, RegularizerFn>(name, function => new FunctionRegularizer(function))
            ?? (name == "l1_l2" ? L1L2.l1_l2() : NamedClasses.Create<Regularizer>("regularizer", name)),
        _ => null,
    };

    /// <summary>The regularizer that this configuration describes.</summary>
    public static implicit operator RegularizerArg(Config config) => FromConfig(ConfigUpgrade.Apply(config));

    /// <inheritdoc/>
    public static RegularizerArg FromConfig(object? value) => value switch
    {
        null => default,
        Config config when ScriptFunctions.NameIn(config) is { } name => name,
        Config => ClassRegistry.Deserialize<Regularizer>(value),
        string name => name,
        _ => throw new KerasValueException($"Could not interpret regularizer identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => ClassRegistry.Serialize(Resolve());

    private sealed class FunctionRegularizer(RegularizerFn function) : Regularizer, IScriptFunction
    {
        public Delegate Function => function;

        public override Tensor call(Tensor w) => function(w);
    }
}
