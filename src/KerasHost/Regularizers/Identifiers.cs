using KerasHost.Saving;

namespace KerasHost.Regularizers;

/// <summary>What stands for a regularizer: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> and <c>get</c> of <c>keras.regularizers</c>.</summary>
public static class Identifiers
{
    /// <summary>The regularizer meant; null for null.</summary>
    /// <param name="identifier">A name, a configuration, a regularizer or a function.</param>
    /// <exception cref="KerasValueException">Nothing is known by the name.</exception>
    [KerasExport("keras.regularizers.get")]
    public static Regularizer? get(RegularizerArg? identifier) => identifier?.Resolve();

    /// <summary>Class name and configuration of a regularizer.</summary>
    /// <param name="regularizer">A regularizer.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.regularizers.serialize")]
    public static Config serialize(Regularizer regularizer, bool use_legacy_format = false) => Serialized.Of(regularizer, use_legacy_format)!;

    /// <summary>Makes a regularizer from what any Keras wrote.</summary>
    /// <param name="config">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.regularizers.deserialize")]
    public static Regularizer deserialize(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.Read<RegularizerArg>(config, custom_objects).Resolve() ?? throw new KerasValueException("Could not interpret regularizer identifier: None");
}
