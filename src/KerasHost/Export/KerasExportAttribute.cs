namespace KerasHost;

/// <summary>
/// Says under which of Keras's names a class, function or value appears: <c>[KerasExport("keras.layers.Dense")]</c>.
/// A name under <c>keras.</c> also appears under <c>tf.keras.</c>.
/// </summary>
/// <remarks>
/// The public constructors of a class become factory methods; static methods, properties and fields are forwarded.
/// When one attribute on a function says <see cref="AsValue"/>, all its names are values.
/// The first name of a class is its name in configurations: the last part the class name, the rest its module.
/// </remarks>
/// <param name="path">The full name, such as <c>keras.layers.Dense</c>.</param>
/// <param name="aliases">Further full names.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field,
    AllowMultiple = true, Inherited = false)]
public sealed class KerasExportAttribute(string path, params string[] aliases) : Attribute
{
    /// <summary>The full name, such as <c>keras.layers.Dense</c>.</summary>
    public string Path { get; } = path;

    /// <summary>Further full names.</summary>
    public IReadOnlyList<string> Aliases { get; } = aliases;

    /// <summary>
    /// True for a function that Keras passes as a value (<c>keras.activations.relu</c>): the name becomes a property
    /// of a delegate type of its own, value and call in one.
    /// </summary>
    public bool AsValue { get; set; }

    /// <summary>
    /// The argument struct that such a value converts into, or null. The struct is partial and has a static method
    /// <c>FromExport(string name, TDelegate function)</c> that makes the argument from the exported name and the function.
    /// </summary>
    public Type? Family { get; set; }
}
