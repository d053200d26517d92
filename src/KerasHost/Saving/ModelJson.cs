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

    /// <summary>What <c>model.to_json()</c> of Keras 3 returns.</summary>
    public static Config WriteForKeras3(Model model) => Keras3Config.Of(Archived(ClassRegistry.Serialize(model)!));

    /// <summary>What an HDF5 file holds of a model: class names and configurations alone.</summary>
    public static Config WriteLegacy(Model model) => new()
    {
        ["class_name"] = ClassRegistry.ClassName(model),
        ["config"] = Legacy(model.get_config()),
    };

    /// <summary>A value without the keys that nested objects have since Keras 2.13, which only layers in wrappers keep, in words that every Keras reads.</summary>
    public static object? Legacy(object? value) => Bare(Common(value));

    /// <summary>What a <c>.keras</c> file holds, in words that tf_keras and Keras 3 both read.</summary>
    public static Config Archived(Config config)
    {
        var result = (Config)Common(config)!;
        // Keras 3 takes no null for a number; what is left out is the default in both.
        if (result.GetValueOrDefault("compile_config") is Config training)
            result["compile_config"] = new Config(training.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Key == "optimizer" ? CommonOptimizer(pair.Value) : pair.Value)));
        return result;
    }

    // Without the words that only tf_keras knows, where they say no more than what holds without them.
    private static object? Common(object? value) => value switch
    {
        Config config => new Config(config.Where(pair => !IsSilent(pair, config)).Select(pair => KeyValuePair.Create(pair.Key, pair.Key switch
        {
            // Functional models have a name of their own in each Keras, and one that all users see.
            "module" when config.GetValueOrDefault("class_name") is "Functional" => "keras",
            "class_name" when pair.Value is "Functional" => "Model",
            "registered_name" when config.GetValueOrDefault("class_name") is "Functional" => null,
            "layers" => CommonLayers(pair.Value),
            "layer" => CommonWrapped(pair.Value),
            "config" when config.GetValueOrDefault("class_name") is "SpatialDropout1D" => CommonSpatialDropout(pair.Value),
            _ => Common(pair.Value),
        }))),
        List<object?> list => list.ConvertAll(Common),
        _ => value,
    };

    private static object? Bare(object? value) => value switch
    {
        Config config when config.ContainsKey("class_name") => new Config(config
            // The last two are those of a layer in a functional model.
            .Where(pair => pair.Key is "class_name" or "config" or "name" or "inbound_nodes")
            .Select(pair => KeyValuePair.Create(pair.Key, Bare(pair.Value)))),
        Config config => new Config(config.Select(pair => KeyValuePair.Create(pair.Key, IsWrapped(pair.Key) ? pair.Value : Bare(pair.Value)))),
        List<object?> list => list.ConvertAll(Bare),
        _ => value,
    };

    private static bool IsSilent(KeyValuePair<string, object?> pair, Config owner) => pair switch
    {
        { Key: "time_major", Value: false } => true,
        // Keras 3 has a name for every schedule.
        { Key: "name", Value: null } => true,
        // The class of a loss tells its function; "auto" is the mean that Keras 3 has without asking.
        { Key: "fn", Value: string } => owner.ContainsKey("reduction"),
        { Key: "reduction", Value: "auto" } => owner.ContainsKey("fn"),
        _ => false,
    };

    // In HDF5 files these words tell an optimizer from those before Keras 2.11. tf_keras turns jit_compile off by itself where there is no GPU.
    private static object? CommonOptimizer(object? value)
    {
        if (value is Config outer && outer.GetValueOrDefault("config") is Config config && config.GetValueOrDefault("is_legacy_optimizer") is false)
        {
            config.Remove("is_legacy_optimizer");
            if (config.GetValueOrDefault("jit_compile") is false)
                config.Remove("jit_compile");
        }
        return value;
    }

    // The one layer that Keras 3 gives fewer arguments than every other.
    private static object? CommonSpatialDropout(object? value)
    {
        if (value is not Config config)
            return value;
        return new Config(config.Where(pair => pair is not ({ Key: "trainable", Value: true } or { Key: "noise_shape", Value: null })));
    }

    // Behind an InputLayer the shape of a layer's batch is said twice.
    private static object? CommonLayers(object? value)
    {
        object? common = Common(value);
        if (common is List<object?> layers && layers.FirstOrDefault() is Config first && first.GetValueOrDefault("class_name") is "InputLayer")
            foreach (Config layer in layers.OfType<Config>().Where(layer => layer.GetValueOrDefault("class_name") is not "InputLayer"))
                (layer.GetValueOrDefault("config") as Config)?.Remove("batch_input_shape");
        return common;
    }

    // A wrapper tells what it wraps the shape.
    private static object? CommonWrapped(object? value)
    {
        object? common = Common(value);
        ((common as Config)?.GetValueOrDefault("config") as Config)?.Remove("batch_input_shape");
        return common;
    }

    private static bool IsWrapped(string key) => key is "layer" or "backward_layer" or "cell" or "cells" or "activation";

    /// <summary>The model that a configuration of any Keras describes.</summary>
    /// <exception cref="KerasException">A layer or an argument is not known here, or this describes no model.</exception>
    public static Model Read(Config config) => ClassRegistry.Deserialize<Model>(ConfigUpgrade.Apply(config));
}
