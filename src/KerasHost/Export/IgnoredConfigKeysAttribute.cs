namespace KerasHost;

/// <summary>Keys that configurations of this class may hold and that mean nothing here; every other unknown key is an error.</summary>
/// <param name="keys">The keys, such as <c>time_major</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class IgnoredConfigKeysAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
