namespace KerasHost.Saving;

/// <summary>Turns properties into configuration values; used by the generated registry.</summary>
public static class ConfigWriter
{
    /// <summary>What an argument struct writes.</summary>
    public static object? Argument<T>(T argument) where T : IConfigArgument<T> => argument.ToConfig();

    /// <summary>What an optional argument struct writes: None where there is none.</summary>
    public static object? Argument<T>(T? argument) where T : struct, IConfigArgument<T> => argument?.ToConfig();

    /// <summary>A nested object with its class name, or None.</summary>
    public static object? Instance(IHasConfig? target) => Export.ClassRegistry.Serialize(target);

    /// <summary>A list, or None.</summary>
    public static object? List<T>(IEnumerable<T>? items) => items?.Select(item => (object?)item).ToList();

    /// <summary>A list of argument structs, or None.</summary>
    public static object? Arguments<T>(IEnumerable<T>? items) where T : IConfigArgument<T> => items?.Select(item => item.ToConfig()).ToList();

    /// <summary>A list of nested objects, or None.</summary>
    public static object? Instances(IEnumerable<IHasConfig>? items) => items?.Select(item => (object?)Instance(item)).ToList();
}
