using KerasHost.Saving;

namespace KerasHost.Losses;

/// <summary>What stands for a loss: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> and <c>get</c> of <c>keras.losses</c>.</summary>
public static class Identifiers
{
    /// <summary>The loss meant; null for null. Of a function its <c>call</c> is the function, its <c>apply</c> the mean.</summary>
    /// <param name="identifier">A name, a configuration, a loss or a function.</param>
    /// <exception cref="KerasValueException">Nothing is known by the name.</exception>
    [KerasExport("keras.losses.get")]
    public static Loss? get(LossArg? identifier) => identifier?.Resolve();

    /// <summary>Class name and configuration of a loss; a function of Keras by its name alone or as the reference describes it.</summary>
    /// <param name="loss">A loss.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.losses.serialize")]
    public static object? serialize(LossArg loss, bool use_legacy_format = false) => Serialized.InForm(LossArg.Described(loss), use_legacy_format);

    /// <summary>Makes a loss from what any Keras wrote.</summary>
    /// <param name="name">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.losses.deserialize")]
    public static Loss deserialize(object? name, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.Read<LossArg>(name, custom_objects).Resolve() ?? throw new KerasValueException("Could not interpret loss function identifier: None");
}
