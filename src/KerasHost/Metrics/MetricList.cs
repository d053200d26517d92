using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Training;

namespace KerasHost.Metrics;

/// <summary>
/// Metrics, written as a collection: <c>["accuracy", keras.metrics.AUC()]</c>; one alone too. For a model with several outputs these count for
/// all; a list of lists or a dictionary has those of each.
/// </summary>
[CollectionBuilder(typeof(MetricList), nameof(Create))]
public readonly struct MetricList : IEnumerable<MetricArg>
{
    private readonly MetricArg[]? _metrics;
    private readonly string[]? _names;

    private MetricList(MetricArg[] metrics, string[]? names = null) => (_metrics, _names) = (metrics, names);

    /// <summary>The metrics without the lists of outputs around them.</summary>
    internal IEnumerable<MetricArg> Flat => (_metrics ?? []).SelectMany(metric => metric);

    /// <summary>The names of the outputs that the lists are for; null where they have none.</summary>
    internal IReadOnlyList<string>? Names => _names;

    /// <summary>These metrics.</summary>
    public static MetricList Create(ReadOnlySpan<MetricArg> metrics) => new(metrics.ToArray());

    /// <summary>The metric of this name.</summary>
    public static implicit operator MetricList(string name) => new([name]);

    /// <summary>This metric.</summary>
    public static implicit operator MetricList(Metric metric) => new([metric]);

    /// <summary>These metrics.</summary>
    public static implicit operator MetricList(MetricArg[] metrics) => new(metrics);

    /// <summary>The metrics of these names.</summary>
    public static implicit operator MetricList(string[] names) => new([.. names]);

    /// <summary>The metrics of these names.</summary>
    public static implicit operator MetricList(List<string> names) => new([.. names]);

    /// <summary>Metrics by output.</summary>
    public static implicit operator MetricList(Dictionary<string, MetricList> named) => new([.. named.Values.Select(list => MetricArg.Create([.. list]))], [.. named.Keys]);

    /// <summary>A metric for each output that is named.</summary>
    public static implicit operator MetricList(Dictionary<string, string> named) => new([.. named.Values.Select(name => MetricArg.Create([name]))], [.. named.Keys]);

    /// <summary>The metrics of each output.</summary>
    internal MetricArg[][] For(IReadOnlyList<string> outputs)
    {
        MetricArg[] given = _metrics ?? [];
        if (_names is not null)
            return [.. OutputMatch.ByName(_names.Zip(given).ToDictionary(pair => pair.First, pair => (MetricArg[])[.. pair.Second]), outputs).Select(list => list ?? [])];
        if (Array.Exists(given, metric => metric.Group is not null))
            return OutputMatch.InOrder(Array.ConvertAll(given, metric => (MetricArg[])[.. metric]), true, outputs);
        // Where several outputs share a list, each has objects of its own.
        return outputs.Count == 1 ? [given] : [.. outputs.Select(_ => Array.ConvertAll(given, metric => metric.Copy()))];
    }

    /// <summary>The metrics in order.</summary>
    public IEnumerator<MetricArg> GetEnumerator() => ((IEnumerable<MetricArg>)(_metrics ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
