namespace KerasHost.Formats.Hdf5;

/// <summary>A datatype with a name of its own, which datasets may share.</summary>
public sealed class Hdf5CommittedDatatype : Hdf5Object
{
    private readonly Datatype _datatype;

    internal Hdf5CommittedDatatype(Hdf5File file, ObjectHeader header, string path) : base(file, header, path) =>
        _datatype = Datatype.Read(file.Metadata, header.Resolve(header.Find(HeaderMessageType.Datatype)!));

    /// <summary>The type; <c>object</c> when no type here holds such values.</summary>
    public DType DType => _datatype.Code;

    /// <summary>The type in words.</summary>
    public string TypeDescription => _datatype.Description;
}
