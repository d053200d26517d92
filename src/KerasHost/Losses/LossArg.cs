using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Export;
using KerasHost.Printing;
using KerasHost.Saving;
using KerasHost.Training;

namespace KerasHost.Losses;

/// <summary>
/// A loss: its name, the object, one of the functions of <c>keras.losses</c>, or a function of a script. For a model with several outputs also
/// a list, <c>["mse", "mae"]</c>, or a dictionary by output; <c>default</c> in it is no loss.
/// </summary>
[FunctionArgument(typeof(LossFn))]
[CollectionBuilder(typeof(LossArg), nameof(Create))]
public readonly partial struct LossArg : IConfigArgument<LossArg>, IEnumerable<LossArg>, IPythonText
{
    private readonly object? _value;

    private LossArg(object? value) => _value = value;

    /// <summary>False when no loss was given.</summary>
    public bool IsGiven => _value is not null;

    /// <summary>Whether this is a list or dictionary of losses.</summary>
    internal bool IsSeveral => _value is LossArg[] or Dictionary<string, LossArg>;

    /// <summary>A loss for each output.</summary>
    public static LossArg Create(ReadOnlySpan<LossArg> losses) => new(losses.ToArray());

    /// <summary>Losses by output; an output that is not there has none.</summary>
    public static implicit operator LossArg(Dictionary<string, LossArg> losses) => new(new Dictionary<string, LossArg>(losses));

    /// <summary>Losses by output; an output that is not there has none.</summary>
    public static implicit operator LossArg(Dictionary<string, string> losses) => new(losses.ToDictionary(pair => pair.Key, pair => (LossArg)pair.Value));

    /// <summary>The loss of this name.</summary>
    public static implicit operator LossArg(string name) => new(name);

    /// <summary>This loss.</summary>
    public static implicit operator LossArg(Loss loss) => new(loss);

    /// <summary>This function.</summary>
    public static implicit operator LossArg(LossFn function) => new(new FunctionLoss(function, ScriptFunctions.NameOf(function), isNamed: false));

    /// <summary>The loss that this configuration describes.</summary>
    public static implicit operator LossArg(Config config) => FromConfig(ConfigUpgrade.Apply(config));

    /// <summary>One of the functions of <c>keras.losses</c>.</summary>
    public static LossArg FromExport(string name, LossFn function) => new(new FunctionLoss(function, name, isNamed: true));

    /// <summary>The loss meant, or null for none.</summary>
    /// <exception cref="KerasValueException">No loss has the name.</exception>
    public Loss? Resolve() => _value switch
    {
        null => null,
        Loss loss => loss,
        string name => Named(name),
        _ => throw new KerasValueException($"Could not interpret loss identifier: {_value}"),
    };

    /// <summary>The loss of each output, the given ones in a list or dictionary.</summary>
    internal LossArg[] For(IReadOnlyList<string> outputs) => _value is Dictionary<string, LossArg> named
        ? OutputMatch.ByName(named, outputs)
        : OutputMatch.InOrder((LossArg[])_value!, true, outputs);

    /// <summary>The losses of a list, or this one.</summary>
    public IEnumerator<LossArg> GetEnumerator() =>
        ((IEnumerable<LossArg>)(_value is LossArg[] list ? list : _value is Dictionary<string, LossArg> named ? [.. named.Values] : [this])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What was given, as Python prints it.</summary>
    public override string ToString() => PythonText.Str(_value);

    /// <inheritdoc/>
    public string Repr() => PythonText.Repr(_value);

    /// <inheritdoc/>
    public static LossArg FromConfig(object? value) => value switch
    {
        null => default,
        Config config when ScriptFunctions.NameIn(config) is { } name => name,
        Config config when !config.ContainsKey("class_name") => new(config.ToDictionary(pair => pair.Key, pair => FromConfig(pair.Value))),
        Config => ClassRegistry.Deserialize<Loss>(value),
        List<object?> list => new(list.ConvertAll(FromConfig).ToArray()),
        string name => name,
        _ => throw new KerasValueException($"Could not interpret loss function identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _value switch
    {
        null => null,
        string name => name,
        LossArg[] list => list.Select(loss => loss.ToConfig()).ToList(),
        Dictionary<string, LossArg> named => new Config(named.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToConfig()))),
        FunctionLoss { IsNamed: true } function => function.name,
        _ => ClassRegistry.Serialize((Loss)_value),
    };

    /// <summary>A function of Keras as configurations describe it since Keras 2.13, where <c>compile</c> writes its name alone.</summary>
    internal static object? Described(LossArg loss) => loss.ToConfig() is string name ? ScriptFunctions.Describe(name) : loss.ToConfig();

    private static Loss Named(string name)
    {
        if (ScriptFunctions.Find<Loss, LossFn>(name, function => new FunctionLoss(function, ScriptFunctions.NameOf(function), isNamed: false)) is { } own)
            return own;
        // Names that Keras's module has but does not export.
        string known = name switch
        {
            "bce" or "BCE" => "binary_crossentropy",
            "huber_loss" => "huber",
            _ => name,
        };
        if (GeneratedFunctions.Find(typeof(LossArg), known) is LossArg { _value: FunctionLoss function })
            return function;
        return ClassRegistry.Find(typeof(Loss), name)?.Create([]) as Loss
            ?? throw NamedClasses.Unknown("loss function", name, [.. GeneratedFunctions.Names(typeof(LossArg)), .. ClassRegistry.Names(typeof(Loss))]);
    }

    /// <summary>A function as a loss.</summary>
    internal sealed class FunctionLoss(LossFn function, string functionName, bool isNamed) : LossFunctionWrapper(functionName, "auto", functionName), IScriptFunction
    {
        public Delegate Function => function;

        /// <summary>Whether the function has a name that Keras knows.</summary>
        public bool IsNamed => isNamed;

        private protected override Tensor Losses(Tensor y_true, Tensor y_pred) => function(y_true, y_pred);
    }
}
