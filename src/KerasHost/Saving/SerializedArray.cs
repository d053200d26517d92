using KerasHost.Numpy;

namespace KerasHost.Saving;

/// <summary>Arrays and tensors in configurations, as Keras nests them since 2.13.</summary>
internal static class SerializedArray
{
    /// <summary>Whether a configuration is one of an array or a tensor.</summary>
    public static bool Is(Config config) => config.GetValueOrDefault("class_name") is "__numpy__" or "__tensor__";

    /// <summary>The elements as nested lists, with their type.</summary>
    /// <param name="kind"><c>__numpy__</c> or <c>__tensor__</c>.</param>
    /// <param name="array">The array.</param>
    public static Config Of(string kind, NDArray array) => new()
    {
        ["class_name"] = kind,
        ["config"] = new Config { ["value"] = array.tolist(), ["dtype"] = array.dtype.name },
    };

    /// <summary>The array that a configuration describes.</summary>
    /// <exception cref="KerasTypeException">It holds no nested list, or no type.</exception>
    public static NDArray Read(Config config)
    {
        var inner = ConfigReader.Get<Config>(config, "config");
        return NestedValues.ToArray(ConfigReader.Get<object>(inner, "value")).astype(ConfigReader.Get<DType>(inner, "dtype"));
    }
}
