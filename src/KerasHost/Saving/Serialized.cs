using KerasHost.Export;

namespace KerasHost.Saving;

/// <summary>What <c>serialize</c>, <c>deserialize</c> and <c>get</c> of every family share.</summary>
internal static class Serialized
{
    /// <summary>What an argument writes, a function as its description; in the form of Keras 1 and 2 on request.</summary>
    public static object? Of<T>(T argument, bool legacy) where T : IConfigArgument<T> => InForm(argument.ToConfig(), legacy);

    /// <summary>An object as its class name and configuration, in the form of Keras 1 and 2 on request.</summary>
    public static Config? Of(IHasConfig? target, bool legacy) => (Config?)InForm(ClassRegistry.Serialize(target), legacy);

    /// <summary>What any Keras wrote, as an argument.</summary>
    public static T Read<T>(object? config, IReadOnlyDictionary<string, Func<Config, object>>? customObjects) where T : IConfigArgument<T>
    {
        using IDisposable _ = ClassRegistry.CustomObjects(customObjects);
        return T.FromConfig(ConfigUpgrade.Apply(InConfigs(config)));
    }

    /// <summary>What any Keras wrote, as an object of a family.</summary>
    public static T ReadObject<T>(object? config, IReadOnlyDictionary<string, Func<Config, object>>? customObjects) where T : class
    {
        using IDisposable _ = ClassRegistry.CustomObjects(customObjects);
        return ClassRegistry.Deserialize<T>(ConfigUpgrade.Apply(InConfigs(config)));
    }

    // A script's own dictionary is read like a configuration.
    private static object? InConfigs(object? value) => value is IEnumerable<KeyValuePair<string, object?>> pairs and not Config
        ? new Config(pairs.Select(pair => KeyValuePair.Create(pair.Key, InConfigs(pair.Value))))
        : value;

    /// <summary>A description, in the form of Keras 1 and 2 on request: only the outermost one has another, what it holds stays.</summary>
    public static object? InForm(object? described, bool legacy)
    {
        if (!legacy || described is not Config config)
            return described;
        if (config.GetValueOrDefault("class_name") is "function")
            return config["config"];
        return new Config
        {
            ["class_name"] = config.GetValueOrDefault("registered_name") ?? config["class_name"],
            ["config"] = config["config"],
        };
    }
}
