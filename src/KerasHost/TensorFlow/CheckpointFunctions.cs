using KerasHost.Formats.Common;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Saving;

namespace KerasHost.TensorFlow;

/// <summary>What a folder of checkpoints holds. Mirrors tensorflow/python/checkpoint/checkpoint_management.py.</summary>
public static class CheckpointFunctions
{
    /// <summary>The path of the newest checkpoint in a folder, as its file <c>checkpoint</c> tells it; null when there is none.</summary>
    /// <param name="checkpoint_dir">The folder.</param>
    /// <param name="latest_filename">The name of the file that tells the newest; null for <c>checkpoint</c>.</param>
    [KerasExport("tf.train.latest_checkpoint")]
    public static string? latest_checkpoint(string checkpoint_dir, string? latest_filename = null) =>
        get_checkpoint_state(checkpoint_dir, latest_filename) is { } state && CheckpointFiles.Find(state.model_checkpoint_path) is { } path ? path : null;

    /// <summary>What the file <c>checkpoint</c> of a folder tells; null when there is none.</summary>
    /// <param name="checkpoint_dir">The folder.</param>
    /// <param name="latest_filename">The name of the file; null for <c>checkpoint</c>.</param>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    [KerasExport("tf.train.get_checkpoint_state")]
    public static CheckpointStateProto? get_checkpoint_state(string checkpoint_dir, string? latest_filename = null)
    {
        string path = Path.Join(checkpoint_dir, latest_filename ?? CheckpointState.FileName);
        if (!File.Exists(path))
            return null;
        CheckpointState state = CheckpointState.Read(path);
        return new(In(state.Latest), [.. state.All.Select(In)], [.. state.Timestamps], state.LastPreserved);

        string In(string one) => Path.IsPathRooted(one) ? one : Path.Join(checkpoint_dir, one);
    }

    /// <summary>The variables of a checkpoint: names and shapes.</summary>
    /// <param name="ckpt_dir_or_file">The path of a checkpoint, or a folder whose newest counts.</param>
    /// <exception cref="FileNotFoundException">There is no checkpoint.</exception>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    [KerasExport("tf.train.list_variables")]
    public static List<(string name, Shape shape)> list_variables(string ckpt_dir_or_file)
    {
        string? path = Directory.Exists(ckpt_dir_or_file) ? latest_checkpoint(ckpt_dir_or_file) : CheckpointFiles.Find(ckpt_dir_or_file);
        if (path is null)
            throw new FileNotFoundException($"Unable to open a checkpoint at '{ckpt_dir_or_file}'.", ckpt_dir_or_file);
        using IWeightReader reader = TensorBundle.Exists(path) ? TensorBundle.Open(path) : NamedCheckpoint.Open(path);
        return [.. reader.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(tensor => (tensor.Name, tensor.Shape))];
    }

    /// <summary>Writes the file <c>checkpoint</c> of a folder, with paths relative to it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="latest">The newest checkpoint.</param>
    /// <param name="all">All that are kept, oldest first; null for the newest alone.</param>
    /// <param name="timestamps">When each was written, in seconds since 1970.</param>
    /// <param name="preserved">When one was last kept for good, in seconds since 1970.</param>
    internal static void UpdateState(string folder, string latest, IEnumerable<string>? all = null, IEnumerable<double>? timestamps = null, double? preserved = null)
    {
        string full = Path.GetFullPath(folder.Length == 0 ? "." : folder);
        var state = new CheckpointState(Relative(latest), [.. (all ?? [latest]).Select(Relative)], [.. timestamps ?? []], preserved);
        state.Write(Path.Join(full, CheckpointState.FileName));

        string Relative(string path) => Path.GetRelativePath(full, Path.GetFullPath(path)).Replace('\\', '/');
    }
}
