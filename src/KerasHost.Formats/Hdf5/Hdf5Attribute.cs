namespace KerasHost.Formats.Hdf5;

/// <summary>An attribute of a group or dataset: a small named array.</summary>
public sealed class Hdf5Attribute
{
    private readonly AttributeMessage _message;
    private readonly StoredValues _values;

    internal Hdf5Attribute(MetadataReader file, AttributeMessage message, string owner)
    {
        _message = message;
        _values = new(file, message.Datatype, message.Dataspace, new MemoryElements(message.Data), message.DataAddress, $"Attribute '{message.Name}' of '{owner}'");
    }

    /// <summary>The name.</summary>
    public string Name => _message.Name;

    /// <summary>The shape; <c>()</c> for a single value, <c>(0,)</c> for h5py's <c>Empty</c>.</summary>
    public Shape Shape => _values.Shape;

    /// <summary>True for h5py's <c>Empty</c>: a type without values.</summary>
    public bool IsNull => _message.Dataspace.IsNull;

    /// <summary>The type of the values; <c>string</c> for text, <c>object</c> for what no type here holds (compounds, references and the like).</summary>
    public DType DType => _message.Datatype.Code;

    /// <summary>The stored type in words.</summary>
    public string TypeDescription => _message.Datatype.Description;

    /// <summary>All values, row by row, converted where nothing is lost.</summary>
    /// <exception cref="KerasTypeException">Values would be lost, or they are no numbers.</exception>
    public T[] Read<T>() where T : unmanaged => _values.Read<T>();

    /// <summary>The only value.</summary>
    /// <exception cref="KerasTypeException">The value would be lost, or is no number.</exception>
    /// <exception cref="KerasValueException">There are several values, or none.</exception>
    public T ReadValue<T>() where T : unmanaged => Single(_values.Read<T>());

    /// <summary>All text, row by row.</summary>
    /// <exception cref="KerasTypeException">The values are no text.</exception>
    public string[] ReadStrings() => _values.ReadStrings();

    /// <summary>The only text.</summary>
    /// <exception cref="KerasTypeException">The value is no text.</exception>
    /// <exception cref="KerasValueException">There are several values, or none.</exception>
    public string ReadString() => Single(_values.ReadStrings());

    /// <summary>Sequences of numbers of different lengths.</summary>
    /// <exception cref="KerasTypeException">The values are no sequences, or would be lost.</exception>
    public T[][] ReadSequences<T>() where T : unmanaged => _values.ReadSequences<T>();

    /// <summary>The stored bytes.</summary>
    public byte[] ReadBytes() => _values.ReadBytes();

    private T Single<T>(T[] values) => values.Length == 1 ? values[0]
        : throw new KerasValueException(FormattableString.Invariant($"Attribute '{Name}' holds {values.Length} values, not one."));
}
