namespace KerasHost.Formats.Hdf5;

/// <summary>A dataset: an array whose values are read on demand.</summary>
public sealed class Hdf5Dataset : Hdf5Object
{
    private readonly Datatype _datatype;
    private readonly Dataspace _dataspace;
    private readonly StoredValues _values;
    private DType? _dtype;

    internal Hdf5Dataset(Hdf5File file, ObjectHeader header, string path) : base(file, header, path)
    {
        var metadata = file.Metadata;
        _datatype = Datatype.Read(metadata, header.Resolve(header.Find(HeaderMessageType.Datatype)
            ?? throw metadata.Error(header.Address, "datatype", "a datatype message", "none")));
        _dataspace = Dataspace.Read(metadata, header.Resolve(header.Find(HeaderMessageType.Dataspace)!));
        if (_dataspace.Count > (1L << 50) / _datatype.Size)
            throw metadata.Error(header.Address, "dimension sizes", "less than 2^50 bytes", FormattableString.Invariant($"{_dataspace.Count} elements of {_datatype.Size} bytes"));
        _values = new(metadata, _datatype, _dataspace, new DatasetElements(metadata, header, _datatype, _dataspace), header.Address, $"Dataset '{path}'");
    }

    /// <summary>The shape; <c>()</c> for a single value, <c>(0,)</c> for h5py's <c>Empty</c>. Array types add their sizes at the end.</summary>
    public Shape Shape => _values.Shape;

    /// <summary>True for h5py's <c>Empty</c>: a type without values.</summary>
    public bool IsNull => _dataspace.IsNull;

    /// <summary>
    /// The type of the values; <c>string</c> for text, <c>object</c> for what no type here holds (compounds, references and the like).
    /// Opaque values of two bytes with an attribute <c>dtype</c> of <c>bfloat16</c> are that, as Keras 3 writes it.
    /// </summary>
    public DType DType => _dtype ??= IsKerasBFloat16() ? DType.BFloat16 : _datatype.Code;

    /// <summary>The stored type in words.</summary>
    public string TypeDescription => _datatype.Description;

    /// <summary>All values, row by row, converted where nothing is lost.</summary>
    /// <exception cref="KerasTypeException">Values would be lost, or they are no numbers.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, uses a filter that is not read here, or holds so little that the values would take more than ten times the file.</exception>
    public T[] Read<T>() where T : unmanaged
    {
        if (!IsOpaqueBFloat16)
            return _values.Read<T>();
        byte[] bytes = _values.ReadBytes();
        var values = new T[bytes.Length / 2];
        Widen(bytes, values);
        return values;
    }

    /// <summary>All values, row by row, into <paramref name="destination"/>; where nothing needs conversion they are read straight into it.</summary>
    /// <exception cref="KerasValueException">The destination has another number of elements.</exception>
    /// <exception cref="KerasTypeException">Values would be lost, or they are no numbers.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, or uses a filter that is not read here.</exception>
    public void ReadInto<T>(Span<T> destination) where T : unmanaged
    {
        if (!IsOpaqueBFloat16)
        {
            _values.ReadInto(destination);
            return;
        }
        if (destination.Length != _values.Count)
            throw new KerasValueException(FormattableString.Invariant($"Dataset '{Path}' holds {_values.Count} values, the destination {destination.Length}."));
        Widen(_values.ReadBytes(), destination);
    }

    /// <summary>All text, row by row.</summary>
    /// <exception cref="KerasTypeException">The values are no text.</exception>
    public string[] ReadStrings() => _values.ReadStrings();

    /// <summary>Sequences of numbers of different lengths.</summary>
    /// <exception cref="KerasTypeException">The values are no sequences, or would be lost.</exception>
    public T[][] ReadSequences<T>() where T : unmanaged => _values.ReadSequences<T>();

    /// <summary>One member of compound values.</summary>
    /// <exception cref="KerasValueException">There is no such member.</exception>
    /// <exception cref="KerasTypeException">Values would be lost, or they are no numbers.</exception>
    public T[] ReadMember<T>(string member) where T : unmanaged => _values.ReadMember<T>(member);

    /// <summary>The stored bytes, in the byte order of the file.</summary>
    public byte[] ReadBytes() => _values.ReadBytes();

    /// <summary>The values in the stored type and this machine's byte order.</summary>
    internal void ReadBytesInto(Span<byte> destination) => _values.ReadBytesInto(destination);

    private bool IsOpaqueBFloat16 => _datatype.Class == DatatypeClass.Opaque && DType == DType.BFloat16;

    private bool IsKerasBFloat16() => _datatype is { Class: DatatypeClass.Opaque, Size: 2 }
        && FindAttribute("dtype") is { DType.Code: DTypeCode.String, Shape.Rank: 0 } attribute && attribute.ReadString() == "bfloat16";

    private void Widen<T>(byte[] bytes, Span<T> destination) where T : unmanaged =>
        ElementDecoders.For<T>(Datatype.BFloat16, $"Dataset '{Path}'")(bytes, destination);
}
