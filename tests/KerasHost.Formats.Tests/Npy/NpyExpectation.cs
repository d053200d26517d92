using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using KerasHost.Formats.Npy;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Tests.Npy;

/// <summary>Compares arrays with what compat/record/record_npy.py wrote down.</summary>
internal static class NpyExpectation
{
    public static void Check(JsonElement expected, NpyArray array)
    {
        Assert.Equal(expected.GetProperty("dtype").GetString(), array.DType.name);
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(dim => dim.GetInt32()), array.Shape.Select(dim => dim!.Value));
        var elements = expected.GetProperty("elements");
        if (elements.ValueKind == JsonValueKind.String)
            Assert.Equal(elements.GetString(), Convert.ToHexStringLower(Bytes(array)));
        else if (array.DType == DTypeCode.String)
            Assert.Equal(elements.EnumerateArray().Select(text => text.GetString()!), array.As<string>());
        else
            CheckAll(elements, array.As<object?>());
    }

    public static byte[] Bytes(NpyArray array)
    {
        var bytes = new byte[array.Data.Length * array.DType.itemsize];
        if (bytes.Length > 0)
            MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array.Data), bytes.Length).CopyTo(bytes);
        return bytes;
    }

    private static void CheckAll(JsonElement expected, IEnumerable<object?> found)
    {
        Assert.Equal(expected.GetArrayLength(), found.Count());
        foreach (var (e, f) in expected.EnumerateArray().Zip(found))
            Check(e, f);
    }

    private static void Check(JsonElement expected, object? found)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Null:
                Assert.Null(found);
                return;
            case JsonValueKind.True or JsonValueKind.False:
                Assert.Equal(expected.GetBoolean(), Assert.IsType<bool>(found));
                return;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), Assert.IsType<string>(found));
                return;
        }
        var kind = expected.EnumerateObject().Single();
        switch (kind.Name)
        {
            case "bytes":
                Assert.Equal(kind.Value.GetString(), Convert.ToHexStringLower(Assert.IsType<byte[]>(found)));
                break;
            case "int":
                Assert.Equal(kind.Value.GetString(), found is BigInteger big ? big.ToString(CultureInfo.InvariantCulture) : Assert.IsType<long>(found).ToString(CultureInfo.InvariantCulture));
                break;
            case "float":
                Assert.Equal(kind.Value.GetString(), Hex(Assert.IsType<double>(found)));
                break;
            case "tuple":
                CheckAll(kind.Value, Assert.IsType<PickleTuple>(found));
                break;
            case "list":
                CheckAll(kind.Value, Assert.IsType<PickleList>(found));
                break;
            case "array":
                Check(kind.Value, Assert.IsType<NpyArray>(found));
                break;
            default:
                var dict = Assert.IsType<PickleDict>(found);
                Assert.Equal(kind.Value.GetArrayLength(), dict.Count);
                foreach (var (e, f) in kind.Value.EnumerateArray().Zip(dict))
                {
                    Check(e[0], f.Key);
                    Check(e[1], f.Value);
                }
                break;
        }
    }

    // Python's float.hex() of a normal number.
    private static string Hex(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        long exponent = (bits >> 52 & 0x7ff) - 1023;
        return string.Create(CultureInfo.InvariantCulture, $"{(bits < 0 ? "-" : "")}0x1.{bits & 0xfffffffffffff:x13}p{(exponent < 0 ? "" : "+")}{exponent}");
    }
}
