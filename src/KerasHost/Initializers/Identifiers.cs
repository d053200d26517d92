using KerasHost.Saving;

namespace KerasHost.Initializers;

/// <summary>What stands for an initializer: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> and <c>get</c> of <c>keras.initializers</c>.</summary>
public static class Identifiers
{
    /// <summary>The initializer meant; null for null.</summary>
    /// <param name="identifier">A name, a configuration, an initializer or a function.</param>
    /// <exception cref="KerasValueException">Nothing is known by the name.</exception>
    [KerasExport("keras.initializers.get")]
    public static Initializer? get(InitializerArg? identifier) => identifier is { IsGiven: true } given ? given.Resolve() : null;

    /// <summary>Class name and configuration of an initializer.</summary>
    /// <param name="initializer">An initializer.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.initializers.serialize")]
    public static Config serialize(Initializer initializer, bool use_legacy_format = false) => Serialized.Of(initializer, use_legacy_format)!;

    /// <summary>Makes an initializer from what any Keras wrote.</summary>
    /// <param name="config">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.initializers.deserialize")]
    public static Initializer deserialize(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.Read<InitializerArg>(config, custom_objects).Resolve();
}
