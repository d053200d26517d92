using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace KerasHost.Tests.Printing;

/// <summary>Reads compat/recorded/printing, made by compat/record/record_printing.py.</summary>
internal static class Recorded
{
    public static List<JsonElement> Cases(string name, [CallerFilePath] string here = "")
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "compat", "recorded", "printing", name + ".json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(e => e.Clone())];
    }

    /// <summary>The elements of a recorded array as the formatter's accessor hands them over.</summary>
    public static object?[] Elements(DType dtype, JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Array)
            return [.. data.EnumerateArray().Select(Value)];
        byte[] bytes = Convert.FromHexString(data.GetString()!);
        return dtype.Code switch
        {
            DTypeCode.Float32 => Cast<float>(bytes),
            DTypeCode.Float64 => Cast<double>(bytes),
            DTypeCode.Float16 => Cast<Half>(bytes),
            DTypeCode.BFloat16 => [.. Cast<ushort>(bytes).Select(v => (object?)BitConverter.UInt32BitsToSingle((uint)(ushort)v! << 16))],
            DTypeCode.Int8 => Cast<sbyte>(bytes),
            DTypeCode.Int16 => Cast<short>(bytes),
            DTypeCode.Int32 => Cast<int>(bytes),
            DTypeCode.Int64 => Cast<long>(bytes),
            DTypeCode.UInt8 => Cast<byte>(bytes),
            DTypeCode.UInt16 => Cast<ushort>(bytes),
            DTypeCode.UInt32 => Cast<uint>(bytes),
            DTypeCode.UInt64 => Cast<ulong>(bytes),
            DTypeCode.Bool => [.. bytes.Select(b => (object?)(b != 0))],
            _ => throw new InvalidOperationException(dtype.name),
        };
    }

    public static object? Value(JsonElement e)
    {
        switch (e.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return e.GetBoolean();
            case JsonValueKind.String:
                return e.GetString();
            case JsonValueKind.Number:
                return e.GetInt64();
            case JsonValueKind.Array:
                return e.EnumerateArray().Select(Value).ToList();
        }
        JsonProperty tagged = e.EnumerateObject().Single();
        return tagged.Name switch
        {
            "float" => Elements(DTypeCode.Float64, tagged.Value)[0],
            "float32" => Elements(DTypeCode.Float32, tagged.Value)[0],
            "tuple" => tagged.Value.EnumerateArray().Select(Value).ToArray() switch
            {
                [] => ValueTuple.Create(),
                [var a] => ValueTuple.Create(a),
                [var a, var b] => (a, b),
                [var a, var b, var c] => (a, b, c),
                _ => throw new InvalidOperationException("longer tuple"),
            },
            "dict" => tagged.Value.EnumerateArray().ToDictionary(p => Value(p[0])!, p => Value(p[1])),
            "set" => tagged.Value.EnumerateArray().Select(Value).ToHashSet(),
            _ => throw new InvalidOperationException(tagged.Name),
        };
    }

    private static object?[] Cast<T>(byte[] bytes)
        where T : unmanaged
        => [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Cast<object?>()];
}
