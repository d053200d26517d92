using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>
/// An HDF5 file opened for reading: superblocks 0 to 3, old and new groups, all layouts and chunk indexes that h5py writes, deflate, shuffle,
/// fletcher32 and lzf. Mirrors the HDF5 File Format Specification 3.0. Not for several threads at once.
/// </summary>
public sealed class Hdf5File : IWeightReader
{
    private readonly FileSource _source;
    private Dictionary<string, Hdf5Dataset>? _datasets;
    private TensorInfo[]? _tensors;

    private Hdf5File(FileSource source, bool strict)
    {
        _source = source;
        var superblock = Superblock.Read(source, strict);
        var window = source.Window(superblock.BaseAddress, source.Length - superblock.BaseAddress, "superblock");
        Metadata = new(window, superblock, strict);
        Root = GetObject(superblock.RootObjectHeader, "/") as Hdf5Group
            ?? throw Metadata.Error(superblock.RootObjectHeader, "root object", "a group", "another object");
    }

    /// <summary>The file, or the name given to the bytes.</summary>
    public string Path => _source.Path;

    /// <summary>The root group.</summary>
    public Hdf5Group Root { get; }

    /// <summary>Version of the superblock, 0 to 3.</summary>
    public int SuperblockVersion => Metadata.Superblock.Version;

    /// <summary>The datasets by their paths without the leading slash, in the order of the groups; compounds and the like have the type <c>object</c>.</summary>
    public IReadOnlyList<TensorInfo> Tensors
    {
        get
        {
            List();
            return _tensors!;
        }
    }

    internal MetadataReader Metadata { get; }

    /// <summary>The object at a path.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    public Hdf5Object this[string path] => Root[path];

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="ModelFormatException">It is no HDF5 file, or damaged.</exception>
    public static Hdf5File Open(string path) => Open(FileSource.Open(path));

    /// <summary>Opens a file that is in memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">What errors call it.</param>
    /// <exception cref="ModelFormatException">It is no HDF5 file, or damaged.</exception>
    public static Hdf5File Open(byte[] bytes, string path = "(bytes)") => Open(FileSource.FromBytes(bytes, path));

    /// <summary>Opens a source, such as an entry of an archive; the file owns it from here on.</summary>
    /// <exception cref="ModelFormatException">It is no HDF5 file, or damaged.</exception>
    public static Hdf5File Open(FileSource source) => Open(source, strict: true);

    /// <summary>True when there is an HDF5 superblock: at the start or behind a user block.</summary>
    public static bool IsHdf5(FileSource source) => Superblock.Find(source) >= 0;

    /// <summary>Reads the values of a dataset in the stored type and this machine's byte order.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="KerasValueException">The tensor is none of this file, the destination has another size, or the values are text or objects.</exception>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        List();
        if (!_datasets!.TryGetValue(tensor.Name, out var dataset) || dataset.DType != tensor.DType || dataset.Shape != tensor.Shape)
            throw new KerasValueException($"{Path} has no tensor {tensor}.");
        if (tensor.DType.Code is DTypeCode.String or DTypeCode.Object)
            throw new KerasValueException($"Tensor {tensor} of {Path} holds {dataset.TypeDescription}, not numbers.");
        if (destination.Length != tensor.ByteLength)
            throw new KerasValueException(FormattableString.Invariant($"Tensor {tensor} takes {tensor.ByteLength} bytes, the destination has {destination.Length}."));
        dataset.ReadBytesInto(destination);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>Opens a file with damage behind its checksums or past its end: for tests.</summary>
    internal static Hdf5File Open(FileSource source, bool strict)
    {
        try
        {
            return new(source, strict);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The object whose header is at an address; what was read of it stays with the header.</summary>
    internal Hdf5Object GetObject(long address, string path)
    {
        var header = Metadata.GetObjectHeader(address);
        if (header.Find(HeaderMessageType.SymbolTable) is not null || header.Find(HeaderMessageType.LinkInfo) is not null
            || header.Find(HeaderMessageType.GroupInfo) is not null || header.Find(HeaderMessageType.Link) is not null)
            return new Hdf5Group(this, header, path);
        if (header.Find(HeaderMessageType.Dataspace) is not null)
            return new Hdf5Dataset(this, header, path);
        return header.Find(HeaderMessageType.Datatype) is not null ? new Hdf5CommittedDatatype(this, header, path)
            : throw Metadata.Error(header.Address, $"object header of '{path}'", "the messages of a group, a dataset or a datatype", "none of these");
    }

    private void List()
    {
        if (_tensors is not null)
            return;
        var datasets = new Dictionary<string, Hdf5Dataset>();
        var tensors = new List<TensorInfo>();
        foreach (var (path, found) in Root.Visit())
            if (found is Hdf5Dataset dataset && datasets.TryAdd(path, dataset))
                tensors.Add(new(path, dataset.DType, dataset.Shape));
        (_datasets, _tensors) = (datasets, [.. tensors]);
    }
}
