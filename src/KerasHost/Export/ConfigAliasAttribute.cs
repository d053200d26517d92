namespace KerasHost;

/// <summary>Accepts an old key in the configurations of an exported class, as <c>[ConfigAlias("output_dim", "units")]</c>.</summary>
/// <param name="oldKey">The key that older versions wrote.</param>
/// <param name="parameter">The constructor parameter it means.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConfigAliasAttribute(string oldKey, string parameter) : Attribute
{
    /// <summary>The key that older versions wrote.</summary>
    public string OldKey { get; } = oldKey;

    /// <summary>The constructor parameter it means.</summary>
    public string Parameter { get; } = parameter;
}
