using KerasHost.Formats.Hdf5;
using KerasHost.Layers;
using KerasHost.Metrics;
using KerasHost.Models;
using KerasHost.Optimizers;

namespace KerasHost.Saving;

/// <summary>A model's variables under object paths, as <c>.weights.h5</c> and <c>.keras</c> files of tf_keras and Keras 3 hold them.</summary>
internal static class ObjectWeights
{
    /// <summary>Compares a model with a file.</summary>
    public static void Load(ObjectStore store, Model model, WeightLoad load)
    {
        var known = new HashSet<string>();
        foreach ((Layer layer, IReadOnlyList<string> paths, _) in ObjectPaths.Of(model))
        {
            known.UnionWith(paths);
            Variable[] variables = [.. layer.OwnVariables];
            IReadOnlyList<StoredWeight>? stored = paths.Select(store.Find).FirstOrDefault(found => found is not null);
            if (variables.Length == 0 && stored is null)
                continue;
            if (stored is null)
                load.Differs($"Missing in the file: layer '{layer.name}' expects {Describe(variables)} under '{paths[0]}'");
            else if (stored.Count != variables.Length)
                load.Differs($"Layer '{layer.name}' expected {variables.Length} variables{(variables.Length > 0 ? " " + Describe(variables) : "")}, but received {stored.Count} variables during loading from '{paths[0]}'");
            else
                for (int i = 0; i < variables.Length; i++)
                    // Keras leaves a layer at the first array that does not fit.
                    if (!load.Add($"'{layer.name}'", variables[i], stored[i]) && load.SkipsMismatch)
                        break;
        }
        foreach (string path in store.Objects.Where(path => !known.Contains(path) && !IsOther(path)))
            load.Differs($"Unexpected in the file: '{path}' with {string.Join(", ", store.Find(path)!.Select(stored => stored.Shape))}");
    }

    /// <summary>Writes a model's variables, and those of its optimizer and metrics when it is compiled.</summary>
    /// <param name="root">The root of the file.</param>
    /// <param name="model">The model.</param>
    /// <param name="forKeras3">Whether Keras 3, not tf_keras, is to find all of them; it keeps no metrics.</param>
    public static void Save(Hdf5GroupWriter root, Model model, bool forKeras3)
    {
        // Keras reads the group of the model itself even if it is empty.
        root.Group("vars");
        foreach ((Layer layer, IReadOnlyList<string> paths, string pathOfKeras3) in ObjectPaths.Of(model))
            Write(root, forKeras3 ? pathOfKeras3 : paths[0], [.. layer.OwnVariables]);
        if (model.CompiledWith is null)
            return;
        Optimizer optimizer = model.optimizer;
        if (forKeras3)
        {
            Write(root, "optimizer", Keras3Optimizer.VariablesOf(optimizer));
            return;
        }
        if (optimizer.built)
            Write(root, "optimizer", optimizer.variables);
        foreach ((Metric metric, string path) in ObjectPaths.MetricsOf(model))
            Write(root, path, metric.variables);
    }

    private static void Write(Hdf5GroupWriter root, string path, IReadOnlyList<Variable> variables)
    {
        Hdf5GroupWriter group = root.Group(path.Length == 0 ? "vars" : path + "/vars");
        for (int i = 0; i < variables.Count; i++)
            group.WriteDataset(FormattableString.Invariant($"{i}"), variables[i].dtype, variables[i].shape, variables[i].StoredBytes);
    }

    // Optimizers and metrics have places of their own; Keras 3 keeps the seeds of random layers, which here belong to the process.
    private static bool IsOther(string path)
    {
        string[] parts = path.Split('/');
        return parts[0] is "optimizer" or "metrics" or "_metrics" or "compiled_metrics" or "compiled_loss" || parts[^1] == "seed_generator";
    }

    private static string Describe(Variable[] variables) => $"({string.Join(", ", variables.Select(variable => $"{variable.name} {variable.shape}"))})";
}
