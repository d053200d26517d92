using System.Buffers.Binary;
using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>
/// A checkpoint as TensorFlow wrote them before 1.0 ("V1"): one table with the values of variables by name. Mirrors
/// tensorflow/core/util/tensor_slice_reader.cc and saved_tensor_slice.proto.
/// </summary>
public sealed class NamedCheckpoint : IWeightReader
{
    private readonly FileSource _source;
    private readonly Dictionary<string, List<TableEntry>> _values = new(StringComparer.Ordinal);

    private NamedCheckpoint(FileSource source)
    {
        _source = source;
        List<TableEntry> entries = TableReader.Read(source);
        if (entries.Count == 0 || entries[0].Key.Length > 0)
            throw source.Error(0, "header of the table", "a first entry without a key", entries.Count == 0 ? "no entry" : $"'{entries[0].Key}'");
        Tensors = ReadMeta(entries[0]);
        foreach (TableEntry entry in entries.Skip(1))
        {
            string name = NameOf(entry);
            if (!_values.TryGetValue(name, out var parts))
                _values[name] = parts = [];
            parts.Add(entry);
        }
    }

    /// <inheritdoc/>
    public string Path => _source.Path;

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Whether a file is such a checkpoint.</summary>
    public static bool IsNamedCheckpoint(FileSource source) => TableReader.IsTable(source);

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static NamedCheckpoint Open(string path) => Open(FileSource.Open(path));

    /// <summary>The checkpoint in <paramref name="source"/>, which this object then owns.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static NamedCheckpoint Open(FileSource source)
    {
        try
        {
            return new(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        WeightReader.CheckRead(this, tensor, destination.Length);
        if (!_values.TryGetValue(tensor.Name, out var parts))
            throw new ModelFormatException(Path, null, "values of " + tensor.Name, "an entry with them", "none");
        if (parts.Count != 1)
            throw new ModelFormatException(Path, parts[0].Offset, "slices of " + tensor.Name, "a variable in one piece", "a partitioned variable, which is not read");
        var reader = new ProtoReader(parts[0].Reader(_source));
        while (reader.Next("SavedTensorSlices"))
            if (reader.Number == 2)
            {
                ReadSlice(reader.ReadMessage("data"), tensor, destination);
                return;
            }
            else
                reader.Skip();
        throw new ModelFormatException(Path, parts[0].Offset, "values of " + tensor.Name, "data", "none");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    private List<TensorInfo> ReadMeta(TableEntry entry)
    {
        var tensors = new List<TensorInfo>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new ProtoReader(entry.Reader(_source));
        while (reader.Next("SavedTensorSlices"))
            if (reader.Number == 1)
            {
                ProtoReader meta = reader.ReadMessage("meta");
                while (meta.Next("SavedTensorSliceMeta"))
                    if (meta.Number == 1)
                    {
                        TensorInfo tensor = ReadTensor(meta.ReadMessage("tensor"));
                        tensors.Add(names.Add(tensor.Name) ? tensor : throw meta.Error("name", "a name that comes once", $"'{tensor.Name}' again"));
                    }
                    else
                        meta.Skip();
            }
            else
                reader.Skip();
        return tensors;
    }

    private static TensorInfo ReadTensor(ProtoReader reader)
    {
        string name = "";
        int type = 0;
        Shape shape = Shape.Of([]);
        while (reader.Next("SavedSliceMeta"))
            switch (reader.Number)
            {
                case 1: name = reader.ReadString("name"); break;
                case 2: shape = TensorShape.Read(reader.ReadMessage("shape"), "shape of " + name); break;
                case 3: type = reader.ReadInt32("type of " + name); break;
                default: reader.Skip(); break;
            }
        DType dtype = TensorFlowType.Find(type) ?? throw reader.Error("type of " + name, "a type of numbers or text", TensorFlowType.Describe(type));
        return new(name, dtype, shape);
    }

    private string NameOf(TableEntry entry)
    {
        var reader = new ProtoReader(entry.Reader(_source));
        while (reader.Next("SavedTensorSlices"))
            if (reader.Number == 2)
            {
                ProtoReader data = reader.ReadMessage("data");
                while (data.Next("SavedSlice"))
                    if (data.Number == 1)
                        return data.ReadString("name");
                    else
                        data.Skip();
            }
            else
                reader.Skip();
        throw new ModelFormatException(Path, entry.Offset, "data of a table entry", "the name of a variable", "none");
    }

    private static void ReadSlice(ProtoReader reader, TensorInfo tensor, Span<byte> destination)
    {
        while (reader.Next("SavedSlice"))
            switch (reader.Number)
            {
                case 2: CheckWhole(reader.ReadMessage("slice"), tensor); break;
                case 3:
                    ReadTensorProto(reader.ReadMessage("data"), tensor, destination);
                    return;
                default: reader.Skip(); break;
            }
        throw reader.Error("values of " + tensor.Name, "data", "none");
    }

    // An extent without a length is the whole axis.
    private static void CheckWhole(ProtoReader slice, TensorInfo tensor)
    {
        int axis = 0;
        while (slice.Next("TensorSliceProto"))
            if (slice.Number == 1)
            {
                ProtoReader extent = slice.ReadMessage("extent");
                while (extent.Next("Extent"))
                    if (extent.Number == 2 && (axis >= tensor.Shape.Rank || extent.ReadInt64("length") != tensor.Shape[axis]))
                        throw extent.Error("slices of " + tensor.Name, "a variable in one piece", "a partitioned variable, which is not read");
                    else if (extent.Number != 2)
                        extent.Skip();
                axis++;
            }
            else
                slice.Skip();
    }

    private static void ReadTensorProto(ProtoReader reader, TensorInfo tensor, Span<byte> destination)
    {
        string field = "values of " + tensor.Name;
        int done = 0;
        while (reader.Next("TensorProto"))
            if (reader.Number == FieldOf(tensor.DType.Code))
                done += reader.Type == WireType.Bytes
                    ? ReadPacked(reader.ReadBlock(field), tensor.DType, destination[done..], field)
                    : ReadOne(ref reader, tensor.DType, destination[done..], field);
            else if (reader.Number == 4 && reader.ReadBytes(field) is { Length: > 0 } content)
            {
                if (content.Length != destination.Length)
                    throw reader.Error(field, string.Create(CultureInfo.InvariantCulture, $"{destination.Length} bytes"), content.Length.ToString(CultureInfo.InvariantCulture));
                content.CopyTo(destination);
                done = content.Length;
            }
            else if (reader.Number != 4)
                reader.Skip();
        if (done != destination.Length)
            throw reader.Error(field, string.Create(CultureInfo.InvariantCulture, $"{destination.Length} bytes"), done.ToString(CultureInfo.InvariantCulture));
        if (tensor.DType.Code == DTypeCode.Bool)
            Elements.NormalizeBools(destination);
    }

    // The field of a TensorProto that holds elements of a type.
    private static int FieldOf(DTypeCode type) => type switch
    {
        DTypeCode.Float32 => 5,
        DTypeCode.Float64 => 6,
        DTypeCode.Int64 => 10,
        DTypeCode.Bool => 11,
        DTypeCode.Float16 or DTypeCode.BFloat16 => 13,
        DTypeCode.UInt32 => 16,
        DTypeCode.UInt64 => 17,
        _ => 7,
    };

    private static int ReadPacked(FieldReader packed, DType type, Span<byte> destination, string field)
    {
        int done = 0;
        if (type.Code is DTypeCode.Float32 or DTypeCode.Float64)
        {
            if (packed.Remaining > destination.Length || packed.Remaining % type.itemsize != 0)
                throw packed.Error(field, string.Create(CultureInfo.InvariantCulture, $"at most {destination.Length} bytes"), packed.Remaining.ToString(CultureInfo.InvariantCulture));
            done = packed.Remaining;
            packed.ReadBytes(done, field).CopyTo(destination);
            return done;
        }
        while (packed.Remaining > 0)
            done += Store(packed.ReadVarint(field), type, destination[done..], packed, field);
        return done;
    }

    private static int ReadOne(ref ProtoReader reader, DType type, Span<byte> destination, string field)
    {
        ulong value = type.Code switch
        {
            DTypeCode.Float32 => reader.ReadFixed32(field),
            DTypeCode.Float64 => reader.ReadFixed64(field),
            _ => (ulong)reader.ReadInt64(field),
        };
        return destination.Length < type.itemsize ? throw reader.Error(field, "no more values", "more") : Store(value, type, destination, default, field);
    }

    private static int Store(ulong value, DType type, Span<byte> destination, FieldReader at, string field)
    {
        if (destination.Length < type.itemsize)
            throw at.Error(field, "no more values", "more");
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        bytes[..type.itemsize].CopyTo(destination);
        return type.itemsize;
    }
}
