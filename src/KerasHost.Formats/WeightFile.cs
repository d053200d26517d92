using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.KerasArchive;
using KerasHost.Formats.Npy;
using KerasHost.Formats.PyTorch;
using KerasHost.Formats.SafeTensors;
using KerasHost.Formats.SavedModel;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats;

/// <summary>Files with tensors, whatever their format: what a file is its contents tell, not its name.</summary>
public static class WeightFile
{
    private const int FirstBytes = 16;
    private const byte PickleProtocol = 0x80;

    /// <summary>The format of a file, or of a checkpoint whose files' names begin with the path, or of a folder.</summary>
    /// <exception cref="FileNotFoundException">There is nothing under this path.</exception>
    /// <exception cref="ModelFormatException">It is none of the formats that are read here.</exception>
    public static FileFormat Identify(string path)
    {
        if (Directory.Exists(path))
            return SavedModelFolder.IsSavedModel(path) ? FileFormat.SavedModel
                : throw new ModelFormatException(path, null, "folder", "a SavedModel (saved_model.pb or keras_metadata.pb)", "another folder");
        if (!File.Exists(path))
            return TensorBundle.Exists(path) ? FileFormat.TensorBundle : throw new FileNotFoundException($"No file or directory found at {path}", path);
        if (path.EndsWith(".index", StringComparison.Ordinal) && TensorBundle.Exists(path[..^".index".Length]))
            return FileFormat.TensorBundle;
        using FileSource source = FileSource.Open(path);
        ReadOnlySpan<byte> first = source.ReadBytes(0, Math.Min(FirstBytes, source.Length), "signature").Span;
        if (ZipReader.IsZip(first))
            return OfArchive(source);
        if (first.Length > 5 && first[0] == 0x93 && first[1..].StartsWith("NUMPY"u8))
            return FileFormat.Npy;
        if (Hdf5File.IsHdf5(source))
            return FileFormat.Hdf5;
        if (NamedCheckpoint.IsNamedCheckpoint(source))
            return FileFormat.NamedCheckpoint;
        if (path.EndsWith(".weights.json", StringComparison.Ordinal))
            return FileFormat.KerasShards;
        if (first.Length > 8 && first[8] == (byte)'{')
            return FileFormat.SafeTensors;
        if (first.Length > 1 && first[0] == PickleProtocol)
            return FileFormat.Torch;
        throw new ModelFormatException(path, 0, "signature", "HDF5, .keras, .weights.json, .npy, .npz, PyTorch, safetensors or a checkpoint of TensorFlow", "none of these");
    }

    /// <summary>Opens a file of any format; a SavedModel's variables.</summary>
    /// <exception cref="IOException">There is nothing under this path, or it cannot be opened.</exception>
    /// <exception cref="ModelFormatException">It is damaged, or of no format that is read here.</exception>
    public static IWeightReader Open(string path) => Identify(path) switch
    {
        FileFormat.Hdf5 => Hdf5File.Open(path),
        FileFormat.KerasArchive => KerasArchiveFile.Open(path),
        FileFormat.KerasShards => ShardedWeightsFile.Open(path),
        FileFormat.Npy => NpyWeights.Open(path),
        FileFormat.Npz => NpzFile.Open(path),
        FileFormat.Torch => TorchFile.Open(path),
        FileFormat.SafeTensors => SafeTensorsFile.Open(path),
        FileFormat.NamedCheckpoint => NamedCheckpoint.Open(path),
        FileFormat.SavedModel => TensorBundle.Open(SavedModelFolder.VariablesOf(path)),
        _ => TensorBundle.Open(path.EndsWith(".index", StringComparison.Ordinal) && File.Exists(path) ? path[..^".index".Length] : path),
    };

    private static FileFormat OfArchive(FileSource source)
    {
        var zip = new ZipReader(source);
        if (zip.Find("config.json") is not null)
            return FileFormat.KerasArchive;
        return zip.Entries.Any(entry => entry.Name.EndsWith("/data.pkl", StringComparison.Ordinal)) ? FileFormat.Torch
            : zip.Entries.Any(entry => entry.Name.EndsWith(".npy", StringComparison.Ordinal)) ? FileFormat.Npz
            : throw source.Error(0, "archive", "a .keras file, .npz file or state dict of PyTorch", "another zip archive");
    }
}
