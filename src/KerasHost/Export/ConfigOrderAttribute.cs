namespace KerasHost;

/// <summary>
/// The order in which Keras writes the keys of this class's configuration, where it is not the order of the
/// constructor's parameters. Parameters not named here follow in their own order.
/// </summary>
/// <param name="keys">Parameter names, first key first.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConfigOrderAttribute(params string[] keys) : Attribute
{
    /// <summary>Parameter names, first key first.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
