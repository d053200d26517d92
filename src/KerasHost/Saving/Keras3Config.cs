namespace KerasHost.Saving;

/// <summary>A model's configuration in the words of Keras 3, where these differ from those that tf_keras reads too.</summary>
internal static class Keras3Config
{
    /// <summary>The version whose files these are.</summary>
    public const string Version = "3.15.1";

    // Names by which tf_keras alone knows losses and metrics.
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["logcosh"] = "log_cosh",
        ["huber_loss"] = "huber",
        ["kullback_leibler_divergence"] = "kl_divergence",
        ["cosine_proximity"] = "cosine_similarity",
    };

    private static readonly string[] s_unknown = ["ThresholdedReLU", "RadialConstraint", "MeanRelativeError", "MeanTensor", "SumOverBatchSize"];

    /// <summary>What <see cref="ModelJson.Archived"/> made, for Keras 3 alone.</summary>
    /// <exception cref="KerasValueException">Keras 3 has nothing that computes the same.</exception>
    public static Config Of(Config archived) => (Config)Convert(archived)!;

    private static object? Convert(object? value) => value switch
    {
        Config config => Instance(new Config(config.Select(pair => KeyValuePair.Create(pair.Key, Word(pair.Key, Convert(pair.Value)))))),
        List<object?> list => list.ConvertAll(Convert),
        _ => value,
    };

    private static Config Instance(Config outer)
    {
        if (outer.GetValueOrDefault("config") is not Config config || outer.GetValueOrDefault("module") is not string module)
            return outer;
        if (outer["class_name"] is string name && s_unknown.Contains(name))
            throw new KerasValueException($"Keras 3 has no {module}.{name}. Save the model with keras_version: 2.");
        if (outer["class_name"] is "InputLayer")
        {
            if (config.Remove("batch_input_shape", out object? shape))
                config["batch_shape"] = shape;
            if (config.GetValueOrDefault("ragged") is false)
                config.Remove("ragged");
        }
        // By this Keras 3's files are known, whose hard_sigmoid is another function.
        else if (module == "keras.layers" && config.GetValueOrDefault("dtype") is string type)
            config["dtype"] = new Config
            {
                ["module"] = "keras",
                ["class_name"] = "DTypePolicy",
                ["config"] = new Config { ["name"] = type },
                ["registered_name"] = null,
            };
        else if (module == "keras.optimizers")
        {
            config.Remove("jit_compile");
            config.Remove("is_legacy_optimizer");
        }
        return outer;
    }

    private static object? Word(string key, object? value) => (key, value) switch
    {
        ("loss" or "metrics" or "weighted_metrics", _) => Named(value),
        ("activation" or "recurrent_activation", "hard_sigmoid_v3") => "hard_sigmoid",
        ("activation" or "recurrent_activation", "hard_sigmoid") => throw new KerasValueException(
            "Keras 3 has no activation that computes what hard_sigmoid does in tf_keras and here, clip(0.2·x + 0.5, 0, 1); its own function of this name is clip(x / 6 + 0.5, 0, 1). Save the model with keras_version: 2."),
        _ => value,
    };

    private static object? Named(object? value) => value switch
    {
        string name => s_names.GetValueOrDefault(name, name),
        List<object?> list => list.ConvertAll(Named),
        _ => value,
    };
}
