using System.Globalization;
using System.Text.Json;
using KerasHost.Formats.Hdf5;

namespace KerasHost.Formats.Tests.Hdf5;

/// <summary>Every recorded file against what h5py found in it.</summary>
public class Hdf5ReaderTests
{
    // In unsupported.h5.
    private static readonly string[] s_unreadable = ["/scaleoffset", "/raw_elsewhere", "/virtual"];

    public static IEnumerable<object[]> Files => H5Archive.AllFiles();

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_what_h5py_reads(string archive, string name)
    {
        using var file = Hdf5File.Open(H5Archive.Read(archive, name), name);
        int objects = 0;
        foreach (var expected in H5Archive.Expected(archive, name).EnumerateObject())
        {
            // links_committed.h5 and userblock512.h5 have another form; tests below.
            if (expected.Value.ValueKind != JsonValueKind.Object)
                continue;
            Check(file[expected.Name], expected.Value);
            objects++;
        }
        // The listing finds the same objects, each under every hard link.
        if (archive != "h5_features")
            Assert.True(objects - 1 <= file.Root.Visit().Count(), "listing");
    }

    private static void Check(Hdf5Object found, JsonElement expected)
    {
        CheckAttributes(found, expected.GetProperty("attrs"));
        if (expected.TryGetProperty("names", out var names))
            Assert.Equal(names.EnumerateArray().Select(n => n.GetString()!), ((Hdf5Group)found).Names);
        if (!expected.TryGetProperty("shape", out var shape))
        {
            Assert.IsNotType<Hdf5Dataset>(found);
            return;
        }
        var dataset = Assert.IsType<Hdf5Dataset>(found);
        string dtype = expected.GetProperty("dtype").GetString()!;
        Assert.Equal(shape.ValueKind == JsonValueKind.Null, dataset.IsNull);
        CheckType(dataset, dtype);
        if (!dataset.IsNull && !dtype.StartsWith("('", StringComparison.Ordinal))
            Assert.Equal(shape.EnumerateArray().Select(d => (int?)d.GetInt32()), dataset.Shape);
        if (expected.TryGetProperty("text", out var text))
            Assert.Equal(text.EnumerateArray().Select(t => t.GetString()!), dataset.ReadStrings());
        if (s_unreadable.Contains(dataset.Path))
            Assert.Throws<ModelFormatException>(() => dataset.Read<double>());
        else if (expected.TryGetProperty("sum", out _))
            CheckValues(Doubles(dataset), expected);
    }

    private static void CheckType(Hdf5Dataset dataset, string dtype)
    {
        string expected = dtype switch
        {
            ">f2" => "float16",
            ">f4" => "float32",
            ">f8" => "float64",
            ">i4" => "int32",
            ">i8" => "int64",
            ">u2" => "uint16",
            "('<i4', (3,))" => "int32",
            _ when dtype.StartsWith("|S", StringComparison.Ordinal) => "string",
            "object" when dataset.TypeDescription == "text" => "string",
            "|V2" when dataset.FindAttribute("dtype") is not null => "bfloat16",
            _ when dtype.StartsWith("complex", StringComparison.Ordinal) || dtype[0] is '|' or '[' => "object",
            // h5py reads a bfloat16 of HDF5 as float32.
            "float32" when dataset.Path == "/bfloat16" => "bfloat16",
            _ => dtype,
        };
        Assert.Equal(expected, dataset.DType.name);
    }

    /// <summary>Values as doubles, as the recorder took them: 64-bit integers lose digits there as here.</summary>
    internal static double[] Doubles(Hdf5Dataset dataset) => dataset.DType.Code switch
    {
        DTypeCode.Int64 => Array.ConvertAll(dataset.Read<long>(), v => (double)v),
        DTypeCode.UInt64 => Array.ConvertAll(dataset.Read<ulong>(), v => (double)v),
        DTypeCode.Bool => Array.ConvertAll(dataset.Read<bool>(), v => v ? 1.0 : 0.0),
        _ => dataset.Read<double>(),
    };

    private static void CheckValues(double[] values, JsonElement expected)
    {
        double sum = 0, weighted = 0, size = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i];
            weighted += values[i] * (i % 97);
            size += Math.Abs(values[i]) * 97;
        }
        // NumPy sums pairwise, this loop one by one.
        AssertClose(Number(expected.GetProperty("sum")), sum, size);
        if (expected.TryGetProperty("weighted", out var w))
            AssertClose(Number(w), weighted, size);
        var first = expected.GetProperty("first").EnumerateArray().Select(Number);
        Assert.Equal(first, values.Take(first.Count()));
        if (expected.TryGetProperty("last", out var last))
            Assert.Equal(last.EnumerateArray().Select(Number), values.TakeLast(4));
    }

    private static void AssertClose(double expected, double actual, double size)
    {
        if (double.IsFinite(expected))
            Assert.True(Math.Abs(expected - actual) <= 1e-12 * size, string.Create(CultureInfo.InvariantCulture, $"{expected} and {actual}"));
        else
            Assert.Equal(expected, actual);
    }

    private static void CheckAttributes(Hdf5Object found, JsonElement expected)
    {
        Assert.Equal(expected.EnumerateObject().Select(a => a.Name), found.Attributes.Select(a => a.Name));
        foreach (var e in expected.EnumerateObject())
            CheckAttribute(found.Attribute(e.Name), e.Value);
    }

    private static void CheckAttribute(Hdf5Attribute attribute, JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Null || expected.ValueKind == JsonValueKind.String && expected.GetString()!.StartsWith("Empty(", StringComparison.Ordinal))
        {
            Assert.True(attribute.IsNull);
            return;
        }
        if (expected.ValueKind == JsonValueKind.Object)
        {
            // Long ones: their length and beginning.
            int length = expected.GetProperty("len").GetInt32();
            var head = expected.GetProperty("head");
            if (head.ValueKind == JsonValueKind.String)
            {
                string text = attribute.ReadString();
                Assert.Equal(length, text.Length);
                Assert.StartsWith(head.GetString()!, text, StringComparison.Ordinal);
                return;
            }
            Assert.Equal(length, attribute.Shape[0]);
            if (attribute.DType.Code == DTypeCode.String)
                Assert.Equal(head.EnumerateArray().Select(h => h.GetString()!), attribute.ReadStrings().Take(head.GetArrayLength()));
            else
                Assert.Equal(head.EnumerateArray().Select(Number), attribute.Read<double>().Take(head.GetArrayLength()));
            return;
        }
        if (attribute.TypeDescription.StartsWith("sequences", StringComparison.Ordinal))
        {
            Assert.Equal(expected.EnumerateArray().Select(s => s.EnumerateArray().Select(v => v.GetSingle())), attribute.ReadSequences<float>());
            return;
        }
        Assert.Equal(Flatten(expected), attribute.DType.Code switch
        {
            DTypeCode.String => [.. attribute.ReadStrings()],
            DTypeCode.Bool => [.. attribute.Read<bool>()],
            DTypeCode.Int64 => [.. attribute.Read<long>().Select(v => (object)(double)v)],
            _ => [.. attribute.Read<double>()],
        });
    }

    private static object[] Flatten(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Array => [.. e.EnumerateArray().SelectMany(Flatten)],
        JsonValueKind.String => [e.GetString()!],
        JsonValueKind.True or JsonValueKind.False => [e.GetBoolean()],
        _ => [e.GetDouble()],
    };

    private static double Number(JsonElement e) => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : e.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.NaN,
    };
}
