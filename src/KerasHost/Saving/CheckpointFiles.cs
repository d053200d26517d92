using KerasHost.Formats.Common;
using KerasHost.Formats.SavedModel;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Models;
using KerasHost.TensorFlow;

namespace KerasHost.Saving;

/// <summary>Checkpoints of TensorFlow on disk.</summary>
internal static class CheckpointFiles
{
    /// <summary>The checkpoint that a path stands for: its own, or that of a SavedModel; null when there is none.</summary>
    public static string? Find(string path)
    {
        if (TensorBundle.Exists(path))
            return path;
        if (Directory.Exists(path))
            return TensorBundle.Exists(SavedModelFolder.VariablesOf(path)) ? SavedModelFolder.VariablesOf(path) : null;
        if (!File.Exists(path))
            return null;
        using FileSource source = FileSource.Open(path);
        return NamedCheckpoint.IsNamedCheckpoint(source) ? path : null;
    }

    /// <summary>Writes a model's weights, with the state of its optimizer, and notes them as the newest in the folder.</summary>
    public static void SaveWeights(Model model, string prefix)
    {
        if (!model.built)
            throw new KerasValueException($"Weights for model '{model.name}' have not yet been created. Weights are created when the model is first called on inputs or `build()` is called with an `input_shape`.");
        CheckpointWriter.Write(model, prefix);
        CheckpointFunctions.UpdateState(FolderOf(prefix), prefix);
    }

    /// <summary>Sets the objects below a root from a checkpoint of any TensorFlow.</summary>
    public static CheckpointLoadStatus Restore(object root, string prefix)
    {
        if (!TensorBundle.Exists(prefix))
        {
            using var old = NamedCheckpoint.Open(prefix);
            return Named(root, old);
        }
        var bundle = TensorBundle.Open(prefix);
        if (bundle.IsObjectBased)
            return CheckpointLoadStatus.Of(new CheckpointRestore(root, bundle));
        using (bundle)
            return Named(root, bundle);
    }

    /// <summary>The folder of a path, "" for the current one.</summary>
    public static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "";

    private static CheckpointLoadStatus Named(object root, IWeightReader reader)
    {
        (string[] unused, Variable[] missing) = NamedRestore.Run(root, reader, all: false);
        return CheckpointLoadStatus.Of(unused, missing);
    }
}
