using KerasHost.Saving;

namespace KerasHost.Metrics;

/// <summary>What stands for a metric: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> and <c>get</c> of <c>keras.metrics</c>.</summary>
public static class Identifiers
{
    /// <summary>The metric meant, a new one for a name; of a function its mean.</summary>
    /// <param name="identifier">A name, a configuration, a metric or a function.</param>
    /// <exception cref="KerasValueException">Nothing is known by the name.</exception>
    [KerasExport("keras.metrics.get")]
    public static Metric get(MetricArg? identifier) => (identifier ?? default).Resolve();

    /// <summary>Class name and configuration of a metric; a function of Keras by its name alone or as the reference describes it.</summary>
    /// <param name="metric">A metric.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.metrics.serialize")]
    public static object? serialize(MetricArg metric, bool use_legacy_format = false) => Serialized.InForm(MetricArg.Described(metric), use_legacy_format);

    /// <summary>Makes a metric from what any Keras wrote.</summary>
    /// <param name="config">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.metrics.deserialize")]
    public static Metric deserialize(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.Read<MetricArg>(config, custom_objects).Resolve();
}
