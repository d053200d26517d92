using KerasHost.Saving;

namespace KerasHost.Optimizers.Schedules;

/// <summary>What stands for a schedule: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> of <c>keras.optimizers.schedules</c>.</summary>
public static class Identifiers
{
    /// <summary>Class name and configuration of a schedule.</summary>
    /// <param name="learning_rate_schedule">A schedule.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.optimizers.schedules.serialize")]
    public static Config serialize(LearningRateSchedule learning_rate_schedule, bool use_legacy_format = false) => Serialized.Of(learning_rate_schedule, use_legacy_format)!;

    /// <summary>Makes a schedule from what any Keras wrote.</summary>
    /// <param name="config">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.optimizers.schedules.deserialize")]
    public static LearningRateSchedule deserialize(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.ReadObject<LearningRateSchedule>(config, custom_objects);
}
