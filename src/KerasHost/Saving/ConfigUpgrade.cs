namespace KerasHost.Saving;

/// <summary>
/// Turns the configurations that Keras 1, older Keras 2 and Keras 3 wrote into those of tf_keras 2.16, which classes here read: old class
/// and argument names, lists of layers, arguments that came later. An argument that means something and that classes here do not have stays,
/// so that reading it fails and says so.
/// </summary>
internal static class ConfigUpgrade
{
    private static readonly Dictionary<string, string> s_classes = new()
    {
        ["Convolution1D"] = "Conv1D",
        ["Convolution2D"] = "Conv2D",
        ["Convolution3D"] = "Conv3D",
        ["Deconvolution2D"] = "Conv2DTranspose",
        ["AtrousConvolution1D"] = "Conv1D",
        ["SeparableConvolution2D"] = "SeparableConv2D",
        ["TimeDistributedDense"] = "Dense",
        ["CuDNNLSTM"] = "LSTM",
        ["CuDNNGRU"] = "GRU",
        ["Model"] = "Functional",
    };

    // Keras 1's names of arguments.
    private static readonly Dictionary<string, string> s_arguments = new()
    {
        ["init"] = "kernel_initializer",
        ["inner_init"] = "recurrent_initializer",
        ["inner_activation"] = "recurrent_activation",
        ["W_regularizer"] = "kernel_regularizer",
        ["U_regularizer"] = "recurrent_regularizer",
        ["b_regularizer"] = "bias_regularizer",
        ["W_constraint"] = "kernel_constraint",
        ["U_constraint"] = "recurrent_constraint",
        ["b_constraint"] = "bias_constraint",
        ["bias"] = "use_bias",
        ["dropout_W"] = "dropout",
        ["dropout_U"] = "recurrent_dropout",
        ["p"] = "rate",
        ["sigma"] = "stddev",
        ["nb_filter"] = "filters",
        ["filter_length"] = "kernel_size",
        ["subsample_length"] = "strides",
        ["subsample"] = "strides",
        ["border_mode"] = "padding",
        ["pool_length"] = "pool_size",
        ["stride"] = "strides",
        ["atrous_rate"] = "dilation_rate",
        ["input_dtype"] = "dtype",
    };

    // Arguments that other versions write and that say nothing when they have this value.
    private static readonly (string Key, object? Silent)[] s_silent =
    [
        ("quantization_config", null), ("lora_rank", null), ("lora_alpha", null), ("input_axes", null), ("output_axes", null),
        ("optional", false), ("loss_scale_factor", null), ("gradient_accumulation_steps", null), ("use_cudnn", "auto"), ("input_tensor", null),
    ];

    private static readonly string[] s_initializers =
    [
        "Zeros", "Ones", "Constant", "RandomNormal", "RandomUniform", "TruncatedNormal", "VarianceScaling", "Orthogonal", "Identity",
        "GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform",
    ];

    /// <summary>The value with all configurations in it brought up to date.</summary>
    public static object? Apply(object? value) => value switch
    {
        List<object?> list => list.ConvertAll(Apply),
        // How tf_keras and Keras 3 mark tuples and shapes, which JSON does not have.
        Config config when config.GetValueOrDefault("class_name") is "__tuple__" or "TensorShape" && config.GetValueOrDefault("items") is List<object?> items => Apply(items),
        Config config when config.GetValueOrDefault("class_name") is string name => Instance(config, name),
        Config config => All(config),
        _ => value,
    };

    /// <summary>The configuration of an optimizer brought up to date: <c>lr</c> is the learning rate, a decay a schedule where the class no longer has one.</summary>
    public static object? Optimizer(object? value)
    {
        if (Apply(value) is not Config outer || outer.GetValueOrDefault("config") is not Config config)
            return value;
        if (config.Remove("lr", out object? rate) && !config.ContainsKey("learning_rate"))
            config["learning_rate"] = rate;
        // The first name of what only Nadam has.
        if (config.Remove("schedule_decay", out object? scheduleDecay) && scheduleDecay is not null)
            config["decay"] = scheduleDecay;
        if (config.GetValueOrDefault("epsilon", 0) is null)
            config.Remove("epsilon");
        if (!Optimizers.OptimizerArg.IsLegacy(outer) && config.Remove("decay", out object? decay) && decay is not (null or 0 or 0.0))
            // Keras 2 divided by 1 + decay · step, which is this schedule.
            config["learning_rate"] = new Config
            {
                ["class_name"] = "InverseTimeDecay",
                ["config"] = new Config { ["initial_learning_rate"] = config.GetValueOrDefault("learning_rate"), ["decay_steps"] = 1, ["decay_rate"] = decay, ["staircase"] = false },
            };
        return outer;
    }

    private static Config All(Config config)
    {
        var result = new Config();
        foreach ((string key, object? item) in config)
            result[key] = Apply(item);
        return result;
    }

    private static Config Instance(Config outer, string name)
    {
        Config result = All(outer);
        string className = s_classes.GetValueOrDefault(name, name);
        result["class_name"] = className;
        // Until Keras 2.2.2 a Sequential's configuration was the list of its layers.
        if (result.GetValueOrDefault("config") is List<object?> layers && className == "Sequential")
            result["config"] = new Config { ["layers"] = layers };
        if (name == "Merge" && result.GetValueOrDefault("config") is Config merge)
            (result["class_name"], result["config"]) = Merge(merge);
        else if (result.GetValueOrDefault("config") is Config config)
            result["config"] = Arguments(config, name, className);
        return result;
    }

    // One layer of Keras 1 for what are several since.
    private static (string ClassName, Config Config) Merge(Config config)
    {
        (string className, Config arguments) = config.GetValueOrDefault("mode") switch
        {
            _ when config.GetValueOrDefault("layers") is not null => throw new KerasValueException("A Merge layer of Keras 1 around layers of its own is not read: make the model with keras.Model and layers such as Add or Concatenate, and load the weights."),
            "sum" => ("Add", new Config()),
            "mul" => ("Multiply", []),
            "ave" => ("Average", []),
            "max" => ("Maximum", []),
            "concat" => ("Concatenate", new Config { ["axis"] = config.GetValueOrDefault("concat_axis", -1) }),
            "dot" or "cos" => ("Dot", new Config { ["axes"] = Axes(config.GetValueOrDefault("dot_axes", -1)), ["normalize"] = config["mode"] is "cos" }),
            var mode => throw new KerasValueException($"A Merge layer of Keras 1 with the mode {PythonText.Repr(mode)} is not read: a mode that is a function is code. Derive a class from Layer and use it instead."),
        };
        arguments["name"] = config.GetValueOrDefault("name");
        return (className, arguments);

        // [[1], [2]] is how Keras 1 wrote one axis of each input.
        static object? Axes(object? value) => value is List<object?> lists ? lists.ConvertAll(axis => axis is List<object?> list && list.Count == 1 ? list[0] : axis) : value;
    }

    private static Config Arguments(Config config, string oldName, string className)
    {
        var result = new Config();
        bool isInput = className == "InputLayer";
        bool isEmbedding = className == "Embedding";
        bool hasUnits = className is "Dense" or "LSTM" or "GRU" or "SimpleRNN" or "MaxoutDense" or "Highway";
        // Only Keras 3 writes types as policies under this name. It also computes another hard_sigmoid.
        bool isOfKeras3 = (config.GetValueOrDefault("dtype") as Config)?.GetValueOrDefault("class_name") is "DTypePolicy";
        foreach ((string key, object? value) in config)
        {
            if (s_silent.Any(silent => silent.Key == key && Equals(silent.Silent, value)))
                continue;
            string now = key switch
            {
                "batch_shape" when isInput => "batch_input_shape",
                "output_dim" when hasUnits => "units",
                "init" when isEmbedding => "embeddings_initializer",
                "W_regularizer" when isEmbedding => "embeddings_regularizer",
                "W_constraint" when isEmbedding => "embeddings_constraint",
                "dim_ordering" => "data_format",
                _ => IsLayer(className) ? s_arguments.GetValueOrDefault(key, key) : key,
            };
            switch (key)
            {
                // How Keras 1 computes, or repeats of batch_input_shape.
                case "consume_less" or "input_dim" or "input_length" or "create_input_layer" or "weights" when hasUnits || (!isEmbedding && key is "weights" or "create_input_layer"):
                // Keras 3 seeds the dropout of each recurrent layer; here and in tf_keras the process's seed counts.
                case "seed" when value is null && className is ("LSTM" or "GRU" or "SimpleRNN" or "LSTMCell" or "GRUCell" or "SimpleRNNCell"):
                case "weights" or "dropout" when isEmbedding && value is null or 0 or 0.0:
                case "trainable" or "dtype" when className == "Sequential":
                case "dtype" when s_initializers.Contains(className):
                    continue;
                case "forget_bias_init":
                    result["unit_forget_bias"] = Named(value) is "one" or "Ones" or "ones";
                    continue;
                case "dim_ordering":
                    result[now] = value is "th" ? "channels_first" : value is "tf" ? "channels_last" : null;
                    continue;
            }
            if (isOfKeras3 && value is "hard_sigmoid" && key is "activation" or "recurrent_activation")
            {
                result[now] = "hard_sigmoid_v3";
                continue;
            }
            if (now == key || !config.ContainsKey(now))
                result[now] = now.EndsWith("_regularizer", StringComparison.Ordinal) ? Regularizer(value) : value;
        }
        if (oldName == "CuDNNLSTM" && !result.ContainsKey("recurrent_activation"))
            result["recurrent_activation"] = "sigmoid";
        if (oldName == "CuDNNGRU")
            (result["recurrent_activation"], result["reset_after"]) = ("sigmoid", true);
        return result;
    }

    // Keys such as "p" or "init" mean other things in optimizers and initializers.
    private static bool IsLayer(string className) => Export.ClassRegistry.Find(typeof(Layers.Layer), className) is not null;

    private static string? Named(object? value) => value as string ?? (value as Config)?.GetValueOrDefault("class_name") as string;

    // Keras 1: {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}.
    private static object? Regularizer(object? value) =>
        value is Config config && !config.ContainsKey("class_name") && config.GetValueOrDefault("name") is string
            ? new Config
            {
                ["class_name"] = "L1L2",
                ["config"] = new Config { ["l1"] = config.GetValueOrDefault("l1") ?? 0.0, ["l2"] = config.GetValueOrDefault("l2") ?? 0.0 },
            }
            : value;
}
