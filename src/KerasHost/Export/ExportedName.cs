namespace KerasHost.Export;

/// <summary>One name of the public face with what it takes, for comparison with the reference's public names.</summary>
/// <param name="Path">The full name, such as <c>keras.layers.Dense</c>.</param>
/// <param name="Kind"><c>class</c>, <c>function</c> or <c>value</c>.</param>
/// <param name="Parameters">Parameter names in order; null for a class that cannot be constructed and for a value.</param>
/// <param name="Defaults">Python's or C#'s default for each parameter, null where it is required.</param>
public sealed record ExportedName(string Path, string Kind, string[]? Parameters, string?[]? Defaults);
