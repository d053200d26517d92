namespace KerasHost.Formats.Hdf5;

/// <summary>The types of object header messages (format specification IV.A.2).</summary>
internal enum HeaderMessageType : ushort
{
    Nil = 0x00,
    Dataspace = 0x01,
    LinkInfo = 0x02,
    Datatype = 0x03,
    OldFillValue = 0x04,
    FillValue = 0x05,
    Link = 0x06,
    ExternalDataFiles = 0x07,
    DataLayout = 0x08,
    GroupInfo = 0x0a,
    FilterPipeline = 0x0b,
    Attribute = 0x0c,
    SharedMessageTable = 0x0f,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
    /// <summary>The last type that the specification names.</summary>
    Last = 0x18,
}
