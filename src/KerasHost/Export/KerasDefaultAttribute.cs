namespace KerasHost;

/// <summary>
/// The default that Keras documents for a parameter written <c>XArg x = default</c>, in Python's spelling:
/// <c>[KerasDefault("'glorot_uniform'")]</c>. It appears in the listing of exported names.
/// </summary>
/// <param name="value">The default as Python writes it.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class KerasDefaultAttribute(string value) : Attribute
{
    /// <summary>The default as Python writes it.</summary>
    public string Value { get; } = value;
}
