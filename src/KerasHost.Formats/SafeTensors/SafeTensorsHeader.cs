using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.SafeTensors;

/// <summary>The header in JSON: <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, "__metadata__": {…}}</c>.</summary>
internal sealed class SafeTensorsHeader
{
    private const string MetadataKey = "__metadata__";
    private const int Start = 8;

    private static readonly (string Name, DTypeCode Code)[] s_types =
    [
        ("F32", DTypeCode.Float32), ("F64", DTypeCode.Float64), ("F16", DTypeCode.Float16), ("BF16", DTypeCode.BFloat16),
        ("I8", DTypeCode.Int8), ("I16", DTypeCode.Int16), ("I32", DTypeCode.Int32), ("I64", DTypeCode.Int64),
        ("U8", DTypeCode.UInt8), ("U16", DTypeCode.UInt16), ("U32", DTypeCode.UInt32), ("U64", DTypeCode.UInt64), ("BOOL", DTypeCode.Bool),
    ];

    private readonly FileSource _source;
    private readonly List<SafeTensor> _tensors = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public SafeTensorsHeader(ReadOnlyMemory<byte> bytes, FileSource source)
    {
        _source = source;
        if (bytes.Length == 0 || bytes.Span[0] != (byte)'{')
            throw source.Error(Start, "header", "'{'", bytes.Length == 0 ? "nothing" : "another byte");
        try
        {
            var reader = new Utf8JsonReader(bytes.Span);
            Parse(ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw source.Error(Start, "header", "JSON", e.Message, e);
        }
    }

    /// <summary>The tensors in the order of the header.</summary>
    public IReadOnlyList<SafeTensor> Tensors => _tensors;

    /// <summary>The free text.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The header of tensors that follow one another in this order.</summary>
    public static byte[] Make(IReadOnlyList<TensorInfo> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, value) in metadata)
                    json.WriteString(key, value);
                json.WriteEndObject();
            }
            long at = 0;
            foreach (var tensor in tensors)
            {
                if (!names.Add(tensor.Name))
                    throw new KerasValueException(tensor.Name == MetadataKey ? $"'{MetadataKey}' cannot be the name of a tensor." : $"Two tensors have the name '{tensor.Name}'.");
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", NameOf(tensor));
                json.WriteStartArray("shape");
                foreach (int dim in tensor.Shape.Dims)
                    json.WriteNumberValue(dim);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                at += tensor.ByteLength;
                json.WriteNumberValue(at);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static string NameOf(TensorInfo tensor)
    {
        foreach (var (name, code) in s_types)
            if (code == tensor.DType.Code)
                return name;
        throw new KerasValueException($"{tensor}: safetensors files hold no {tensor.DType}.");
    }

    private void Parse(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "header");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!_names.Add(name))
                throw Error(ref reader, "header", "names that occur once", $"'{name}' twice");
            reader.Read();
            Expect(ref reader, JsonTokenType.StartObject, name);
            if (name == MetadataKey)
                ParseMetadata(ref reader);
            else
                _tensors.Add(ParseTensor(ref reader, name));
        }
        // Behind the object only spaces may follow; the reader throws at anything else.
        reader.Read();
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String, MetadataKey);
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw Error(ref reader, MetadataKey, "keys that occur once", $"'{key}' twice");
        }
    }

    private SafeTensor ParseTensor(ref Utf8JsonReader reader, string name)
    {
        DType? dtype = null;
        Shape? shape = null;
        (long Begin, long End)? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            switch (key)
            {
                case "dtype" when dtype is null: dtype = ParseType(ref reader, name); break;
                case "shape" when shape is null: shape = ParseShape(ref reader, name); break;
                case "data_offsets" when offsets is null: offsets = ParseOffsets(ref reader, name); break;
                default: throw Error(ref reader, name, "dtype, shape and data_offsets, each once", $"'{key}'");
            }
        }
        if (dtype is null || shape is null || offsets is not var (begin, end))
            throw Error(ref reader, name, "dtype, shape and data_offsets", "fewer");
        var info = new TensorInfo(name, dtype.Value, shape.Value);
        if (end - begin != info.ByteLength)
            throw Error(ref reader, $"data_offsets of {name}", string.Create(CultureInfo.InvariantCulture, $"{info.ByteLength} bytes for shape {info.Shape} of {info.DType}"), string.Create(CultureInfo.InvariantCulture, $"{end - begin}"));
        return new(info, begin, end);
    }

    private DType ParseType(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, "dtype of " + name);
        string text = reader.GetString()!;
        foreach (var (type, code) in s_types)
            if (type == text)
                return code;
        throw Error(ref reader, "dtype of " + name, "one of " + string.Join(", ", s_types.Select(type => type.Name)), $"'{text}'");
    }

    private Shape ParseShape(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartArray, "shape of " + name);
        var dims = new List<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int dim) || dim < 0)
                throw Error(ref reader, "shape of " + name, "sizes from 0 to 2^31 - 1", "another value");
            dims.Add(dim);
        }
        return FileShape.Make([.. dims]) ?? throw Error(ref reader, "shape of " + name, "sizes whose product fits", "larger ones");
    }

    private (long, long) ParseOffsets(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartArray, "data_offsets of " + name);
        long begin = ParseOffset(ref reader, name);
        long end = ParseOffset(ref reader, name);
        reader.Read();
        Expect(ref reader, JsonTokenType.EndArray, "data_offsets of " + name);
        return (begin, end);
    }

    private long ParseOffset(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long offset) && offset >= 0
            ? offset
            : throw Error(ref reader, "data_offsets of " + name, "two positions", "another value");
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string field)
    {
        if (reader.TokenType != type)
            throw Error(ref reader, field, type.ToString(), reader.TokenType.ToString());
    }

    private ModelFormatException Error(ref Utf8JsonReader reader, string field, string expected, string found) =>
        _source.Error(Start + reader.TokenStartIndex, field, expected, found);
}
