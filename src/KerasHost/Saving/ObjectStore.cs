using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.KerasArchive;
using KerasHost.Formats.Zip;

namespace KerasHost.Saving;

/// <summary>
/// The variables of a <c>.weights.h5</c> file, alone or in an archive, in one piece or in several that a <c>.weights.json</c> lists: arrays
/// <c>path/vars/0</c>, <c>path/vars/1</c> and so on for the object at each path.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    /// <summary>The name of the variables in an archive.</summary>
    public const string InArchive = "model.weights.h5";

    private const string ShardListInArchive = "model.weights.json";

    private readonly List<Hdf5File> _files = [];
    private readonly Dictionary<string, SortedDictionary<int, StoredWeight>> _objects = [];

    private ObjectStore(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The paths of the objects that have variables.</summary>
    public IEnumerable<string> Objects => _objects.Keys;

    /// <summary>The variables of the object at a path; null when the file has none.</summary>
    public IReadOnlyList<StoredWeight>? Find(string path) => _objects.TryGetValue(path, out var found) ? [.. found.Values] : null;

    /// <summary>The variables of an HDF5 file, which the store then owns.</summary>
    public static ObjectStore Of(Hdf5File file)
    {
        var store = new ObjectStore(file.Path);
        store.Add(file);
        return store;
    }

    /// <summary>The variables of a <c>.keras</c> archive.</summary>
    /// <exception cref="ModelFormatException">The archive holds none, or is damaged.</exception>
    public static ObjectStore Of(ZipReader archive)
    {
        var store = new ObjectStore(archive.Path);
        try
        {
            if (archive.Find(InArchive) is { } single)
                store.Add(Open(single));
            else if (archive.Find(ShardListInArchive) is { } list)
                foreach (string name in ShardList.Names(list.ReadBytes(), list.Path))
                    store.Add(Open(archive.Find(name) ?? throw new ModelFormatException(archive.Path, null, ShardListInArchive, $"a file '{name}' in the archive", "none")));
            else if (archive.Find("model.weights.npz") is not null)
                throw new ModelFormatException(archive.Path, null, "weights", InArchive, "model.weights.npz, which is not read (save the model with Keras's default weights_format)");
            else
                throw new ModelFormatException(archive.Path, null, "weights", $"a file {InArchive} in the archive", "none");
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The variables of several files that a <c>.weights.json</c> lists.</summary>
    /// <exception cref="ModelFormatException">The list, or a file of it, is damaged or missing.</exception>
    public static ObjectStore OfShards(string path)
    {
        var store = new ObjectStore(path);
        foreach (Hdf5File file in ShardedWeightsFile.Open(path).Files)
            store.Add(file);
        return store;
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (Hdf5File file in _files)
            file.Dispose();
    }

    private static Hdf5File Open(ZipEntry entry) =>
        entry.OpenStored() is { } stored ? Hdf5File.Open(stored) : Hdf5File.Open(entry.ReadBytes(), entry.Path);

    private void Add(Hdf5File file)
    {
        _files.Add(file);
        foreach (TensorInfo tensor in file.Tensors)
        {
            // Keras 2.12 and 2.13 called the list of layers otherwise, and on Windows they wrote its separator.
            string name = tensor.Name.Replace('\\', '/').Replace("_layer_checkpoint_dependencies", "layers");
            string[] parts = name.Split('/');
            if (parts.Length < 2 || parts[^2] != "vars" || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                continue;
            string owner = string.Join('/', parts[..^2]);
            if (!_objects.TryGetValue(owner, out var variables))
                _objects[owner] = variables = [];
            variables[index] = StoredWeight.Of(file, tensor);
        }
    }
}
