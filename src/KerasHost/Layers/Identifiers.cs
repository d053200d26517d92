using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>What stands for a layer: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> of <c>keras.layers</c>.</summary>
public static class Identifiers
{
    /// <summary>Class name and configuration of a layer.</summary>
    /// <param name="layer">A layer.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.layers.serialize")]
    public static Config serialize(Layer layer, bool use_legacy_format = false) => Serialized.Of(layer, use_legacy_format)!;

    /// <summary>Makes a layer from what any Keras wrote.</summary>
    /// <param name="config">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.layers.deserialize")]
    public static Layer deserialize(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.ReadObject<Layer>(config, custom_objects);
}
