using KerasHost.Saving;

namespace KerasHost.Activations;

/// <summary>What stands for an activation: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> and <c>get</c> of <c>keras.activations</c>.</summary>
public static class Identifiers
{
    /// <summary>The activation meant; linear for null. It is called as <c>.call(x)</c>.</summary>
    /// <param name="identifier">A name, a configuration, an activation or a function.</param>
    /// <exception cref="KerasValueException">Nothing is known by the name.</exception>
    [KerasExport("keras.activations.get")]
    public static ActivationFunction get(ActivationArg? identifier) => (identifier ?? default).Or("linear");

    /// <summary>Class name and configuration of an activation; a function of Keras by its name alone or as the reference describes it.</summary>
    /// <param name="activation">An activation.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.activations.serialize")]
    public static object? serialize(ActivationArg activation, bool use_legacy_format = false) => Serialized.Of(activation, use_legacy_format);

    /// <summary>Makes an activation from what any Keras wrote.</summary>
    /// <param name="name">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.activations.deserialize")]
    public static ActivationFunction deserialize(object? name, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.Read<ActivationArg>(name, custom_objects).Or("linear");
}
