using KerasHost.Export;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>A model's configuration as JSON, in the forms that files hold.</summary>
internal static class ModelJson
{
    /// <summary>The version whose files these are.</summary>
    public const string KerasVersion = "2.16.0";

    /// <summary>What <c>model.to_json()</c> returns.</summary>
    public static Config Write(Model model) => new()
    {
        ["class_name"] = ClassRegistry.ClassName(model),
        ["config"] = model.get_config(),
        ["keras_version"] = KerasVersion,
        ["backend"] = "tensorflow",
    };

    /// <summary>What an HDF5 file holds of a model: class names and configurations alone.</summary>
    public static Config WriteLegacy(Model model) => new()
    {
        ["class_name"] = ClassRegistry.ClassName(model),
        ["config"] = Legacy(model.get_config()),
    };

    /// <summary>
    /// A value without the keys that nested objects have since Keras 2.13, which only layers in wrappers keep, and without <c>time_major: false</c>, the default, which Keras 3 does
    /// not know: so it reads models with recurrent layers too.
    /// </summary>
    public static object? Legacy(object? value) => value switch
    {
        Config config when config.ContainsKey("class_name") => new Config
        {
            ["class_name"] = config["class_name"],
            ["config"] = Legacy(config.GetValueOrDefault("config")),
        },
        Config config => new Config(config.Where(pair => !IsSilent(pair)).Select(pair => KeyValuePair.Create(pair.Key, IsWrapped(pair.Key) ? WithoutSilent(pair.Value) : Legacy(pair.Value)))),
        List<object?> list => list.ConvertAll(Legacy),
        _ => value,
    };

    private static bool IsSilent(KeyValuePair<string, object?> pair) => pair is { Key: "time_major", Value: false };

    private static bool IsWrapped(string key) => key is "layer" or "backward_layer" or "cell" or "cells";

    private static object? WithoutSilent(object? value) => value switch
    {
        Config config => new Config(config.Where(pair => !IsSilent(pair)).Select(pair => KeyValuePair.Create(pair.Key, WithoutSilent(pair.Value)))),
        List<object?> list => list.ConvertAll(WithoutSilent),
        _ => value,
    };

    /// <summary>The model that a configuration of any Keras describes.</summary>
    /// <exception cref="KerasException">A layer or an argument is not known here, or this describes no model.</exception>
    public static Model Read(Config config) => ClassRegistry.Deserialize<Model>(ConfigUpgrade.Apply(config));
}
