using System.Collections.Concurrent;
using KerasHost.Formats.Common;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats.Npy;

/// <summary>NumPy's npz files: a zip archive of npy files, as <c>np.savez</c> and <c>np.savez_compressed</c> write them.</summary>
public sealed class NpzFile : IWeightReader
{
    private const string Extension = ".npy";

    private readonly ZipReader _zip;
    private readonly Lazy<IReadOnlyList<TensorInfo>> _tensors;

    /// <summary>The archive in <paramref name="source"/>, which this object then owns.</summary>
    /// <exception cref="ModelFormatException">This is no sound zip archive.</exception>
    public NpzFile(FileSource source)
    {
        _zip = new(source);
        Names = [.. _zip.Entries.Where(entry => entry.Name.EndsWith(Extension, StringComparison.Ordinal)).Select(entry => entry.Name[..^Extension.Length])];
        _tensors = new(() => [.. Names.Select(ReadInfo)]);
    }

    /// <inheritdoc/>
    public string Path => _zip.Path;

    /// <summary>The names of the arrays, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors => _tensors.Value;

    /// <summary>Opens the file at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">This is no sound zip archive.</exception>
    public static NpzFile Open(string path) => new(FileSource.Open(path));

    /// <summary>Writes arrays; the old file stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">Names and arrays, in order.</param>
    /// <param name="compressed">Deflate the arrays, as <c>np.savez_compressed</c>.</param>
    /// <exception cref="KerasValueException">An object array holds something other than plain data.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compressed = false)
    {
        var writers = arrays.Select(item => (item.Key, Writer: new NpyWriter(item.Value))).ToList();
        AtomicFile.Write(path, stream =>
        {
            using var zip = new ZipWriter(stream);
            foreach (var (name, writer) in writers)
                zip.Add(name + Extension, writer.Length, writer.Write, compressed, alignment: compressed ? 1 : 64);
        });
    }

    /// <summary>Reads an array. Several threads may read at once.</summary>
    /// <exception cref="ModelFormatException">There is no such array, or it is damaged.</exception>
    public NpyArray Read(string name)
    {
        var entry = _zip.Get(name + Extension);
        using var stream = entry.OpenStream();
        return NpyReader.Read(stream, entry.Path);
    }

    /// <summary>Reads several arrays, on as many threads as there are.</summary>
    /// <exception cref="ModelFormatException">There is no such array, or one is damaged.</exception>
    public NpyArray[] Read(params IReadOnlyList<string> names)
    {
        var result = new NpyArray[names.Count];
        var errors = new ModelFormatException?[names.Count];
        // One array at a time: a thread must not take two large ones while another has none.
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, result.Length), EnumerablePartitionerOptions.NoBuffering), i =>
        {
            try
            {
                result[i] = Read(names[i]);
            }
            catch (ModelFormatException e)
            {
                errors[i] = e;
            }
        });
        return errors.FirstOrDefault(error => error is not null) is { } first ? throw first : result;
    }

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        WeightReader.CheckRead(this, tensor, destination.Length);
        var entry = _zip.Get(tensor.Name + Extension);
        using var stream = entry.OpenStream();
        NpyReader.Read(stream, entry.Path, tensor, destination);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _zip.Dispose();

    private TensorInfo ReadInfo(string name)
    {
        var entry = _zip.Get(name + Extension);
        using var stream = entry.OpenStream();
        var header = NpyReader.ReadHeader(stream, entry.Path);
        return new(name, header.Type.DType, header.Shape);
    }
}
