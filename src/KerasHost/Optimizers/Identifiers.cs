using KerasHost.Saving;

namespace KerasHost.Optimizers;

/// <summary>What stands for an optimizer: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> and <c>get</c> of <c>keras.optimizers</c>.</summary>
public static class Identifiers
{
    /// <summary>The optimizer meant, a new one for a name.</summary>
    /// <param name="identifier">A name, a configuration, an optimizer or a function.</param>
    /// <exception cref="KerasValueException">Nothing is known by the name.</exception>
    [KerasExport("keras.optimizers.get")]
    public static Optimizer get(OptimizerArg? identifier) => identifier is { IsGiven: true } given ? given.Or("") : throw new KerasValueException("Could not interpret optimizer identifier: None");

    /// <summary>Class name and configuration of an optimizer.</summary>
    /// <param name="optimizer">An optimizer.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.optimizers.serialize")]
    public static Config serialize(Optimizer optimizer, bool use_legacy_format = false) => Serialized.Of(optimizer, use_legacy_format)!;

    /// <summary>Makes an optimizer from what any Keras wrote.</summary>
    /// <param name="config">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.optimizers.deserialize")]
    public static Optimizer deserialize(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.Read<OptimizerArg>(ConfigUpgrade.Optimizer(config), custom_objects).Or("");
}
