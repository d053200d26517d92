namespace KerasHost.Generators.Model;

/// <summary>One key of a configuration.</summary>
/// <param name="Name">The key, the parameter and the property.</param>
/// <param name="Type">The parameter's fully qualified type.</param>
/// <param name="Default">The default as C#, or null when the key is required.</param>
/// <param name="IsOptionalValue">True when the parameter may be null.</param>
/// <param name="Read">The expression that reads a value that is there; <c>config</c> is the configuration.</param>
/// <param name="Write">The expression that writes the property; <c>x</c> is the object.</param>
internal sealed record ConfigParameter(string Name, string Type, string? Default, bool IsOptionalValue, string Read, string Write);
