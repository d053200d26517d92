using KerasHost.Formats;
using KerasHost.Formats.Common;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;

namespace KerasHost.Torch;

/// <summary>
/// PyTorch's parameters in Keras's layers and back: Embedding, Linear, RNN, LSTM and GRU with all levels and directions. A level of a
/// recurrent module is a layer; both directions are a Bidirectional layer.
/// </summary>
public static class StateDicts
{
    /// <summary>Sets a model's weights from a state dict that <c>torch.save</c> wrote, or a safetensors file of one. Nothing changes unless all fit.</summary>
    /// <param name="model">The model, built.</param>
    /// <param name="path">The file.</param>
    /// <param name="names">The name of the module for each layer by the layer's name; null where modules and layers have the same order.</param>
    /// <exception cref="KerasValueException">Something does not fit; all of it is listed.</exception>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    [KerasExport("torch.load_state_dict")]
    public static void load_state_dict(Model model, string path, IReadOnlyDictionary<string, string>? names = null)
    {
        using IWeightReader reader = WeightFile.Open(path);
        Load(model, reader, names);
    }

    /// <inheritdoc cref="load_state_dict(Model, string, IReadOnlyDictionary{string, string})"/>
    /// <param name="model">The model, built.</param>
    /// <param name="state_dict">Arrays by name.</param>
    /// <param name="names">The name of the module for each layer by the layer's name; null where modules and layers have the same order.</param>
    [KerasExport("torch.load_state_dict")]
    public static void load_state_dict(Model model, Dictionary<string, NDArray> state_dict, IReadOnlyDictionary<string, string>? names = null) =>
        Load(model, state_dict.Select(pair =>
        {
            Tensor value = pair.Value.ToTensor();
            return StoredWeight.Computed(pair.Key, value.dtype, value.shape, () => value);
        }), "(state dict)", names);

    /// <summary>A model's weights under PyTorch's names, for <c>torch.save(torch.state_dict(model), path)</c>.</summary>
    /// <param name="model">The model, built.</param>
    /// <param name="names">The name of the module for each layer by the layer's name, the levels of one recurrent module under one name; null for the layers' names.</param>
    /// <exception cref="KerasValueException">A layer has no counterpart in PyTorch.</exception>
    [KerasExport("torch.state_dict")]
    public static Dictionary<string, NDArray> state_dict(Model model, IReadOnlyDictionary<string, string>? names = null) =>
        TorchMap.Save(model, names).ToDictionary(pair => pair.Name, pair => pair.Value.numpy());

    internal static void Load(Model model, IWeightReader reader, IReadOnlyDictionary<string, string>? names) =>
        Load(model, reader.Tensors.Select(tensor => StoredWeight.Of(reader, tensor)), reader.Path, names);

    private static void Load(Model model, IEnumerable<StoredWeight> arrays, string path, IReadOnlyDictionary<string, string>? names)
    {
        if (!model.built)
            throw new KerasValueException($"Weights for model '{model.name}' have not yet been created. Weights are created when the model is first called on inputs or `build()` is called with an `input_shape`.");
        var load = new WeightLoad(path, false);
        TorchMap.Load(arrays, model, names, load);
        load.Apply(isNew: false);
    }
}
