namespace KerasHost.Formats.Hdf5;

/// <summary>A field of a compound type.</summary>
internal sealed record DatatypeMember(string Name, int Offset, Datatype Type);
