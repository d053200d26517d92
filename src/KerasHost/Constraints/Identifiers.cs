using KerasHost.Saving;

namespace KerasHost.Constraints;

/// <summary>What stands for a constraint: a name, a configuration, an object. Mirrors <c>serialize</c>, <c>deserialize</c> and <c>get</c> of <c>keras.constraints</c>.</summary>
public static class Identifiers
{
    /// <summary>The constraint meant; null for null.</summary>
    /// <param name="identifier">A name, a configuration, a constraint or a function.</param>
    /// <exception cref="KerasValueException">Nothing is known by the name.</exception>
    [KerasExport("keras.constraints.get")]
    public static Constraint? get(ConstraintArg? identifier) => identifier?.Resolve();

    /// <summary>Class name and configuration of a constraint.</summary>
    /// <param name="constraint">A constraint.</param>
    /// <param name="use_legacy_format">Whether to write as Keras 1 and 2 did: class name and configuration alone.</param>
    [KerasExport("keras.constraints.serialize")]
    public static Config serialize(Constraint constraint, bool use_legacy_format = false) => Serialized.Of(constraint, use_legacy_format)!;

    /// <summary>Makes a constraint from what any Keras wrote.</summary>
    /// <param name="config">What <see cref="serialize"/> returned, or a name.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <param name="use_legacy_format">Accepted as Keras does; both forms are known by their keys.</param>
    /// <exception cref="KerasValueException">A class or a function is not known.</exception>
    /// <exception cref="KerasTypeException">A configuration does not fit its class.</exception>
    [KerasExport("keras.constraints.deserialize")]
    public static Constraint deserialize(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool use_legacy_format = false) =>
        Serialized.Read<ConstraintArg>(config, custom_objects).Resolve() ?? throw new KerasValueException("Could not interpret constraint identifier: None");
}
