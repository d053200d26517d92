using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats.KerasArchive;

/// <summary>A <c>.keras</c> file: what describes the model, in JSON, and the arrays of its <c>.weights.h5</c> files.</summary>
public sealed class KerasArchiveFile : IWeightReader
{
    private readonly ZipReader _zip;
    private readonly List<(TensorInfo Tensor, Hdf5File File)> _tensors = [];
    private readonly List<Hdf5File> _files = [];

    private KerasArchiveFile(ZipReader zip)
    {
        _zip = zip;
        foreach (ZipEntry entry in zip.Entries.Where(entry => entry.Name.EndsWith(".weights.h5", StringComparison.Ordinal)))
        {
            Hdf5File file = entry.OpenStored() is { } stored ? Hdf5File.Open(stored) : Hdf5File.Open(entry.ReadBytes(), entry.Path);
            _files.Add(file);
            foreach (TensorInfo tensor in file.Tensors)
                _tensors.Add((tensor, file));
        }
        Tensors = [.. _tensors.Select(tensor => tensor.Tensor)];
    }

    /// <inheritdoc/>
    public string Path => _zip.Path;

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>The configuration of the model, JSON in UTF-8.</summary>
    /// <exception cref="ModelFormatException">The archive has none.</exception>
    public byte[] Config => _zip.Get("config.json").ReadBytes();

    /// <summary>Keras's version and the date, JSON in UTF-8; null when the archive does not tell.</summary>
    public byte[]? Metadata => _zip.Find("metadata.json")?.ReadBytes();

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static KerasArchiveFile Open(string path)
    {
        ZipReader zip = ZipReader.Open(path);
        try
        {
            return new(zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        foreach ((TensorInfo own, Hdf5File file) in _tensors)
            if (own == tensor)
            {
                file.Read(tensor, destination);
                return;
            }
        throw new KerasValueException($"{tensor} is no tensor of {Path}.");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        foreach (Hdf5File file in _files)
            file.Dispose();
        _zip.Dispose();
    }
}
