using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;

namespace KerasHost.Formats.KerasArchive;

/// <summary>Weights in several HDF5 files that a <c>.weights.json</c> lists.</summary>
public sealed class ShardedWeightsFile : IWeightReader
{
    private readonly List<(Hdf5File File, TensorInfo Tensor)> _tensors = [];
    private readonly List<Hdf5File> _files = [];

    private ShardedWeightsFile(string path) => Path = path;

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; private set; } = [];

    /// <summary>The files of the list.</summary>
    public IReadOnlyList<Hdf5File> Files => _files;

    /// <summary>Opens the list and its files.</summary>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="ModelFormatException">The list or a file is damaged.</exception>
    public static ShardedWeightsFile Open(string path)
    {
        var sharded = new ShardedWeightsFile(path);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        try
        {
            foreach (string name in ShardList.Names(File.ReadAllBytes(path), path))
            {
                Hdf5File file = Hdf5File.Open(System.IO.Path.Join(folder, name));
                sharded._files.Add(file);
                sharded._tensors.AddRange(file.Tensors.Select(tensor => (file, tensor)));
            }
            sharded.Tensors = [.. sharded._tensors.Select(pair => pair.Tensor)];
            return sharded;
        }
        catch
        {
            sharded.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        WeightReader.CheckRead(this, tensor, destination.Length);
        _tensors.First(pair => ReferenceEquals(pair.Tensor, tensor) || pair.Tensor == tensor).File.Read(tensor, destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Hdf5File file in _files)
            file.Dispose();
    }
}
