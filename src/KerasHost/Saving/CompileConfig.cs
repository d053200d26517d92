using KerasHost.Export;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Models;
using KerasHost.Optimizers;
using KerasHost.Training;

namespace KerasHost.Saving;

/// <summary>The arguments of <c>compile</c> in files: <c>compile_config</c> of <c>.keras</c> files, <c>training_config</c> of HDF5 files.</summary>
internal static class CompileConfig
{
    /// <summary>What a <c>.keras</c> file holds; null for a model that is not compiled.</summary>
    public static Config? Write(Model model)
    {
        if (model.CompiledWith is not { } given)
            return null;
        return new()
        {
            ["optimizer"] = OptimizerOf(model, given.Optimizer),
            ["loss"] = given.Loss.ToConfig(),
            ["metrics"] = Metrics(given.Metrics),
            ["loss_weights"] = given.LossWeights?.ToConfig(),
            ["weighted_metrics"] = Metrics(given.WeightedMetrics),
            ["run_eagerly"] = given.RunEagerly ? true : null,
            ["steps_per_execution"] = null,
            ["jit_compile"] = given.JitCompile,
        };
    }

    /// <summary>What an HDF5 file holds; null for a model that is not compiled.</summary>
    public static Config? WriteLegacy(Model model)
    {
        if (model.CompiledWith is not { } given)
            return null;
        return new()
        {
            ["loss"] = ModelJson.Legacy(given.Loss.ToConfig()),
            ["metrics"] = ModelJson.Legacy(Metrics(given.Metrics)),
            ["weighted_metrics"] = ModelJson.Legacy(Metrics(given.WeightedMetrics)),
            ["loss_weights"] = given.LossWeights?.ToConfig(),
            ["optimizer_config"] = ModelJson.Legacy(ClassRegistry.Serialize(model.optimizer)),
        };
    }

    /// <summary>Compiles a model as a file says.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">A <c>compile_config</c> or a <c>training_config</c>.</param>
    /// <exception cref="KerasException">A part is not known here.</exception>
    public static void Apply(Model model, Config config)
    {
        object? optimizer = config.GetValueOrDefault("optimizer") ?? config.GetValueOrDefault("optimizer_config");
        object? jit = config.GetValueOrDefault("jit_compile");
        model.compile(
            OptimizerArg.FromConfig(ConfigUpgrade.Optimizer(optimizer)),
            LossArg.FromConfig(ConfigUpgrade.Apply(Only(config.GetValueOrDefault("loss")))),
            ReadMetrics(config.GetValueOrDefault("metrics"), model),
            ReadLossWeights(Only(config.GetValueOrDefault("loss_weights"))),
            ReadMetrics(config.GetValueOrDefault("weighted_metrics"), model),
            config.GetValueOrDefault("run_eagerly") is true,
            jit_compile: jit as bool?);
    }

    // The name alone, as Keras writes it, as long as nothing was changed since.
    private static object? OptimizerOf(Model model, OptimizerArg given)
    {
        Config config = ClassRegistry.Serialize(model.optimizer)!;
        bool isDefault = given.Name is { } name && ClassRegistry.Serialize(((OptimizerArg)name).Or(name))!.ToJson() == config.ToJson();
        return isDefault ? given.Name : config;
    }

    private static object? Metrics(MetricList? metrics)
    {
        if (metrics is not { } list)
            return null;
        if (list.Flat.FirstOrDefault(metric => metric.Object?.GetType() == typeof(MeanMetricWrapper)) is { Object: { } function })
            throw new KerasValueException($"The metric '{function.name}' is a function of a script, which cannot be written to a file. Use a class derived from Metric and register it, or save with include_optimizer: false.");
        return list.Names is { } names
            ? new Config(names.Zip(list, (name, metric) => KeyValuePair.Create(name, metric.ToConfig())))
            : list.Select(metric => metric.ToConfig()).ToList();
    }

    private static LossWeights? ReadLossWeights(object? value)
    {
        return value switch
        {
            null => null,
            Config named => named.ToDictionary(pair => pair.Key, pair => Number(pair.Value)),
            List<object?> list => list.ConvertAll(Number),
            _ => Number(value),
        };

        static double Number(object? value) => value switch
        {
            null => 1,
            int whole => whole,
            double number => number,
            _ => throw new KerasValueException($"loss_weights of a file must be numbers. Received: {PythonText.Repr(value)}"),
        };
    }

    // A list or dictionary of one for a model of one output.
    private static object? Only(object? value) => value switch
    {
        List<object?> { Count: 1 } list => Only(list[0]),
        Config config when !config.ContainsKey("class_name") && config.Count == 1 => Only(config.First().Value),
        Config config when !config.ContainsKey("class_name") && config.Count == 0 => null,
        _ => value,
    };

    private static MetricList? ReadMetrics(object? value, Model model)
    {
        if (value is null)
            return null;
        if (model.output_names is { Count: > 1 } outputs)
            return ReadMetricsByOutput(ConfigUpgrade.Apply(value), outputs);
        var metrics = new List<MetricArg>();
        Collect(value, metrics);
        return metrics.ToArray();
    }

    // Files hold the names that metrics had in the model, which begin with that of their output.
    private static MetricList? ReadMetricsByOutput(object? value, IReadOnlyList<string> outputs)
    {
        if (value is Config named && !named.ContainsKey("class_name"))
            return named.ToDictionary(pair => pair.Key, pair => (MetricList)Read(pair.Value, pair.Key));
        if (value is List<object?> lists && lists.Count == outputs.Count && lists.Exists(list => list is List<object?>))
            return (MetricArg[])[.. lists.Zip(outputs, (list, output) => MetricArg.Create(Read(list, output)))];
        return Read(value, "");

        static MetricArg[] Read(object? value, string output)
        {
            var metrics = new List<MetricArg>();
            Collect(value, metrics);
            foreach (Metric metric in metrics.Select(metric => metric.Object).OfType<Metric>())
                if (output.Length > 0 && metric.name.StartsWith(output + "_", StringComparison.Ordinal))
                    metric.name = metric.name[(output.Length + 1)..];
            return [.. metrics];
        }
    }

    private static void Collect(object? value, List<MetricArg> metrics)
    {
        switch (value)
        {
            case null:
                return;
            case List<object?> list:
                foreach (object? item in list)
                    Collect(item, metrics);
                return;
            case Config config when !config.ContainsKey("class_name"):
                foreach (object? item in config.Values)
                    Collect(item, metrics);
                return;
            case Config { } config when config.GetValueOrDefault("class_name") is "MeanMetricWrapper" or "SumOverBatchSizeMetricWrapper"
                    && config.GetValueOrDefault("config") is Config inner && Function(inner.GetValueOrDefault("fn")) is { } function:
                metrics.Add(Named(inner.GetValueOrDefault("name") as string ?? function, function));
                return;
            default:
                metrics.Add(MetricArg.FromConfig(ConfigUpgrade.Apply(value)));
                return;
        }
    }

    // What was given to compile, "accuracy" or "mae", is the name in the file; which accuracy it was the data tells again.
    private static MetricArg Named(string name, string function)
    {
        bool isShort = name is "accuracy" or "acc" && function.EndsWith("accuracy", StringComparison.Ordinal)
            || name is "crossentropy" or "ce" && function.EndsWith("crossentropy", StringComparison.Ordinal);
        if (isShort || name == function)
            return name;
        try
        {
            ((MetricArg)name).Resolve([null, 2], [null, 2]);
            return name;
        }
        catch (KerasValueException)
        {
            Metric metric = ((MetricArg)function).Resolve([null, 2], [null, 2]);
            metric.name = name;
            return metric;
        }
    }

    private static string? Function(object? value) => value switch
    {
        string name => name,
        Config config => config.GetValueOrDefault("config") as string,
        _ => null,
    };
}
