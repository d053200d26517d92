using KerasHost.Formats.Common;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>A model's weights as tensors for files that know no layers.</summary>
internal static class ModelTensors
{
    /// <summary>The weights by their names.</summary>
    public static IEnumerable<TensorSource> ByName(Model model) => model.weights.Select(variable => TensorSource.Written(
        new(NamedRestore.NameOf(variable), variable.dtype, variable.shape), stream => stream.Write(variable.StoredBytes)));

    /// <summary>The weights as a state dict of PyTorch.</summary>
    /// <exception cref="KerasValueException">A layer has no counterpart in PyTorch.</exception>
    public static IEnumerable<TensorSource> ForTorch(Model model) => TorchMap.Save(model, null).Select(pair => TensorSource.Written(
        new(pair.Name, pair.Value.dtype, pair.Value.shape), stream =>
        {
            stream.Write(pair.Value.Bytes);
            GC.KeepAlive(pair.Value);
        }));
}
