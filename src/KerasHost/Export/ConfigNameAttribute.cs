namespace KerasHost;

/// <summary>The name of a class in configurations, module first, where it is another than the one under which it is exported.</summary>
/// <param name="path">The full name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConfigNameAttribute(string path) : Attribute
{
    /// <summary>The full name.</summary>
    public string Path { get; } = path;
}
