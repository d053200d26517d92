using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Export;
using KerasHost.Losses;
using KerasHost.Printing;
using KerasHost.Saving;

namespace KerasHost.Metrics;

/// <summary>
/// A metric: its name, the object, one of the functions of <c>keras.metrics</c> or <c>keras.losses</c>, or a function of a script; in the list
/// of a model with several outputs also the list of one output, <c>[["mae"], ["accuracy", "mse"]]</c>.
/// </summary>
[FunctionArgument(typeof(MetricFn))]
[CollectionBuilder(typeof(MetricArg), nameof(Create))]
public readonly partial struct MetricArg : IConfigArgument<MetricArg>, IEnumerable<MetricArg>, IPythonText
{
    private readonly object? _value;

    private MetricArg(object? value) => _value = value;

    /// <summary>The metrics of one output.</summary>
    public static MetricArg Create(ReadOnlySpan<MetricArg> metrics) => new(metrics.ToArray());

    /// <summary>The metrics of one output, or null where this is one metric.</summary>
    internal MetricArg[]? Group => _value as MetricArg[];

    /// <summary>The metrics of a list, or this one.</summary>
    public IEnumerator<MetricArg> GetEnumerator() => ((IEnumerable<MetricArg>)(Group ?? [this])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What was given, as Python prints it.</summary>
    public override string ToString() => PythonText.Str(_value);

    /// <inheritdoc/>
    public string Repr() => PythonText.Repr(_value);

    /// <summary>The metric of this name.</summary>
    public static implicit operator MetricArg(string name) => new(name);

    /// <summary>This metric.</summary>
    public static implicit operator MetricArg(Metric metric) => new(metric);

    /// <summary>This function.</summary>
    public static implicit operator MetricArg(MetricFn function) => new(Of(function, function));

    /// <summary>This function of the kind that losses have.</summary>
    public static implicit operator MetricArg(LossFn function) => new(Of(function, new MetricFn(function)));

    /// <summary>The mean of this loss.</summary>
    public static implicit operator MetricArg(Loss loss) => new(new Function(loss.name, (y_true, y_pred) => loss.apply(y_true, y_pred), null));

    /// <summary>The metric that this configuration describes.</summary>
    public static implicit operator MetricArg(Config config) => FromConfig(ConfigUpgrade.Apply(config));

    /// <summary>One of the functions of <c>keras.metrics</c>.</summary>
    public static MetricArg FromExport(string name, MetricFn function) => new(new Function(name, function, null));

    /// <summary>The metric object that was given, or null.</summary>
    internal Metric? Object => _value as Metric;

    /// <summary>This metric with an object of its own.</summary>
    internal MetricArg Copy() => _value is Metric metric ? FromConfig(ConfigUpgrade.Apply(ClassRegistry.Serialize(metric))) : this;

    /// <summary>The metric for data of these shapes, which decide what "accuracy" and "crossentropy" mean.</summary>
    /// <exception cref="KerasValueException">No metric has the name.</exception>
    internal Metric Resolve(Shape targets, Shape predictions) => _value switch
    {
        Metric metric => metric,
        Function function => new MeanMetricWrapper(function.Call, function.Name),
        string name => Named(name, targets, predictions),
        _ => throw new KerasValueException("Could not interpret metric identifier: None"),
    };

    /// <summary>One of the functions of <c>keras.metrics</c>, or null.</summary>
    internal static MetricFn? FunctionOf(string name) => GeneratedFunctions.Find(typeof(MetricArg), name) is MetricArg { _value: Function function } ? function.Call : null;

    /// <summary>The metric meant where there are no data yet.</summary>
    /// <exception cref="KerasValueException">No metric has the name, or only data tell which one it means.</exception>
    internal Metric Resolve() => _value is string name && IsShort(name)
        ? throw new KerasValueException($"Which metric '{name}' means depends on the data: compile finds out. Name it, for example 'binary_accuracy' or 'sparse_categorical_crossentropy'.")
        : Resolve([null], [null]);

    /// <inheritdoc/>
    public static MetricArg FromConfig(object? value) => value switch
    {
        Config config when ScriptFunctions.NameIn(config) is { } name => name,
        Config => ClassRegistry.Deserialize<Metric>(value),
        string name => name,
        _ => throw new KerasValueException($"Could not interpret metric identifier: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _value switch
    {
        string name => name,
        MetricArg[] group => group.Select(metric => metric.ToConfig()).ToList(),
        Function { Written: { } script } => ScriptFunctions.Describe(script),
        Function function => function.Name,
        _ => ClassRegistry.Serialize(_value as Metric),
    };

    /// <summary>A function of Keras as configurations describe it since Keras 2.13, where <c>compile</c> writes its name alone.</summary>
    internal static object? Described(MetricArg metric) => metric.ToConfig() is string name ? ScriptFunctions.Describe(name) : metric.ToConfig();

    private static bool IsShort(string name) => name.ToLowerInvariant() is "accuracy" or "acc" or "crossentropy" or "ce";

    private static Metric Named(string name, Shape targets, Shape predictions)
    {
        if (ScriptFunctions.Find<Metric, MetricFn>(name, function => new MeanMetricWrapper(function, ScriptFunctions.NameOf(function))) is { } own)
            return own;
        string meant = name.ToLowerInvariant() switch
        {
            "accuracy" or "acc" => Kind(targets, predictions) + "accuracy",
            "crossentropy" or "ce" => Kind(targets, predictions) + "crossentropy",
            _ => name,
        };
        if (meant == "cosine_similarity" || meant == "cosine_proximity")
            return new MeanMetricWrapper(static (y_true, y_pred) => -RegressionFunctions.cosine_similarity(y_true, y_pred), name) { FunctionName = "cosine_similarity" };
        if (GeneratedFunctions.Find(typeof(MetricArg), meant) is MetricArg { _value: Function function })
            return new MeanMetricWrapper(function.Call, name) { FunctionName = function.Name };
        return ClassRegistry.Find(typeof(Metric), meant)?.Create([]) as Metric ?? throw NamedClasses.Unknown(
            "metric function", name, [.. GeneratedFunctions.Names(typeof(MetricArg)), .. ClassRegistry.Names(typeof(Metric))]);
    }

    private static string Kind(Shape targets, Shape predictions)
    {
        if (predictions.Dim(-1) == 1)
            return "binary_";
        bool sparse = targets.Rank < predictions.Rank || (targets.Dim(-1) == 1 && predictions.Dim(-1) > 1);
        return sparse ? "sparse_categorical_" : "categorical_";
    }

    private static Function Of(Delegate written, MetricFn call) => new(ScriptFunctions.NameOf(written), call, written);

    // A function of Keras's is written by its name, one of a script by what makes it known to a reader.
    private sealed record Function(string Name, MetricFn Call, Delegate? Written);
}
