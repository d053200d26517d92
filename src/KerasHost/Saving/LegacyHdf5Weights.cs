using KerasHost.Formats.Hdf5;
using KerasHost.Layers;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>
/// Weights in HDF5 as Keras 1, 2 and 3 write them in <c>.h5</c> files: a group a layer, its weights in the order of <c>weight_names</c>.
/// Mirrors tf_keras/src/saving/legacy/hdf5_format.py.
/// </summary>
internal static class LegacyHdf5Weights
{
    private const string TopLevel = "top_level_model_weights";

    /// <summary>The group with the layers: that of a full model, or the root of a file of weights; null when there is none.</summary>
    public static Hdf5Group? Find(Hdf5File file)
    {
        if (HasLayers(file.Root))
            return file.Root;
        return file.Root.Find("model_weights") is Hdf5Group group && HasLayers(group) ? group : null;
    }

    /// <summary>Compares a model with a file: by the order of the layers, or by their names.</summary>
    /// <param name="group">The group with the layers.</param>
    /// <param name="model">The model.</param>
    /// <param name="load">Takes what goes where, and what does not fit.</param>
    /// <param name="byName">Whether a layer takes the weights of the one with its name; layers without one stay as they are.</param>
    public static void Load(Hdf5Group group, Model model, WeightLoad load, bool byName)
    {
        (string Name, Hdf5Group Group)[] saved = [.. group.ReadStringList("layer_names").Select(name => (name, group.Group(name)))];
        if (byName)
            LoadByName(saved, model, load);
        else
            LoadInOrder([.. saved.Where(layer => layer.Group.ReadStringList("weight_names").Length > 0)], model, load);
        if (group.Find(TopLevel) is Hdf5Group top)
            LoadLayer("(the model itself)", top.Path, [.. model.OwnVariables], Arrays(top), load);
    }

    /// <summary>Writes a model's weights as tf_keras 2.16 does.</summary>
    public static void Save(Hdf5GroupWriter group, Model model)
    {
        group.SetAttribute("layer_names", [.. model.layers.Select(layer => layer.name)]);
        group.SetAttribute("backend", "tensorflow");
        group.SetAttribute("keras_version", ModelJson.KerasVersion);
        foreach (Layer layer in model.layers.OrderBy(layer => layer.name, StringComparer.Ordinal))
            SaveVariables(group.Group(layer.name), [.. layer.trainable_weights, .. layer.non_trainable_weights]);
        SaveVariables(group.Group(TopLevel), [.. model.OwnVariables]);
    }

    /// <summary>Writes variables under their names, with the list of these names.</summary>
    public static void SaveVariables(Hdf5GroupWriter group, IReadOnlyList<Variable> variables)
    {
        group.SetAttribute("weight_names", [.. variables.Select(variable => variable.name)]);
        foreach (Variable variable in variables)
            group.WriteDataset(variable.name, variable.dtype, variable.shape, variable.StoredBytes);
    }

    /// <summary>The arrays of a group in the order of <c>weight_names</c>.</summary>
    public static StoredWeight[] Arrays(Hdf5Group group) => [.. group.ReadStringList("weight_names").Select(name =>
    {
        Hdf5Dataset dataset = group.Dataset(name);
        return new StoredWeight(dataset.Path, dataset.DType, dataset.Shape, dataset.ReadBytesInto);
    })];

    private static bool HasLayers(Hdf5Group group) => group.FindAttribute("layer_names") is not null || group.FindAttribute("layer_names0") is not null;

    private static Variable[] Weights(Layer layer) => [.. layer.trainable_weights, .. layer.non_trainable_weights];

    private static void LoadInOrder((string Name, Hdf5Group Group)[] saved, Model model, WeightLoad load)
    {
        Layer[] layers = [.. model.layers.Where(layer => layer.weights.Count > 0)];
        if (saved.Length != layers.Length)
        {
            load.Differs($"Layer count mismatch when loading weights from file. Model expected {layers.Length} layers, found {saved.Length} saved layers");
            foreach (Layer layer in layers.Where(layer => saved.All(other => other.Name != layer.name)))
                load.Differs($"Missing in the file: layer {layer.name} with {Describe(Weights(layer))}");
            foreach ((string name, Hdf5Group group) in saved.Where(other => layers.All(layer => layer.name != other.Name)))
                load.Differs($"Unexpected in the file: layer {name} with {Describe(Arrays(group))}");
            // Those of the same name are compared too, so that one error tells all that differs.
            LoadByName(saved, model, load);
            return;
        }
        for (int i = 0; i < layers.Length; i++)
            LoadLayer($"#{i} (named {layers[i].name} in the current model, {saved[i].Name} in the save file)", saved[i].Name,
                Weights(layers[i]), LegacyLayerWeights.Convert(layers[i], Arrays(saved[i].Group)), load);
    }

    private static void LoadByName((string Name, Hdf5Group Group)[] saved, Model model, WeightLoad load)
    {
        for (int i = 0; i < saved.Length; i++)
            foreach (Layer layer in model.layers.Where(layer => layer.name == saved[i].Name))
                LoadLayer($"#{i} (named {layer.name})", saved[i].Name, Weights(layer), LegacyLayerWeights.Convert(layer, Arrays(saved[i].Group)), load);
    }

    private static void LoadLayer(string layer, string savedName, Variable[] weights, IReadOnlyList<StoredWeight> stored, WeightLoad load)
    {
        if (stored.Count != weights.Length)
        {
            load.Differs($"Weight count mismatch for layer {layer}. Layer expects {weights.Length} weight(s){Describe(weights)}. Received {stored.Count} saved weight(s){Describe(stored)} of '{savedName}'");
            return;
        }
        for (int i = 0; i < weights.Length; i++)
            load.Add(layer, weights[i], stored[i]);
    }

    private static string Describe(IReadOnlyCollection<Variable> weights) =>
        weights.Count == 0 ? "" : $" ({string.Join(", ", weights.Select(weight => $"{weight.name} {weight.shape}"))})";

    private static string Describe(IReadOnlyCollection<StoredWeight> weights) =>
        weights.Count == 0 ? "" : $" ({string.Join(", ", weights.Select(weight => $"{weight.Name} {weight.Shape}"))})";
}
