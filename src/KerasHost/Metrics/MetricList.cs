using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasHost.Metrics;

/// <summary>Metrics, written as a collection: <c>["accuracy", keras.metrics.AUC()]</c>; one alone too.</summary>
[CollectionBuilder(typeof(MetricList), nameof(Create))]
public readonly struct MetricList : IEnumerable<MetricArg>
{
    private readonly MetricArg[]? _metrics;

    private MetricList(MetricArg[] metrics) => _metrics = metrics;

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

    /// <summary>The metrics in order.</summary>
    public IEnumerator<MetricArg> GetEnumerator() => ((IEnumerable<MetricArg>)(_metrics ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
