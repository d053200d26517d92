using System.Text;
using System.Text.Json;
using KerasHost.Formats.Common;
using KerasHost.Formats.SafeTensors;
using KerasHost.Formats.Tests.Peers;

namespace KerasHost.Formats.Tests.SafeTensors;

public sealed class SafeTensorsFileTests : IDisposable
{
    private static readonly JsonElement s_expected = Recorded.Expected("safetensors");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Join(_folder.FullName, "model.safetensors");

    public static TheoryData<string> Files => [.. s_expected.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("file").GetString()!)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void ReadsWhatThePackageWrote(string file)
    {
        using var found = SafeTensorsFile.Open(Recorded.Path("safetensors", file));
        var expected = Case(file);
        // The package orders tensors by size and name.
        Assert.Equal(expected.GetProperty("tensors").GetArrayLength(), found.Tensors.Count);
        foreach (var tensor in expected.GetProperty("tensors").EnumerateArray())
        {
            var info = found.Find(tensor.GetProperty("name").GetString()!)!;
            Assert.Equal(tensor.GetProperty("dtype").GetString(), info.DType.name);
            Assert.Equal(tensor.GetProperty("shape").EnumerateArray().Select(dim => (int?)dim.GetInt32()), info.Shape);
            Assert.Equal(tensor.GetProperty("values").GetString(), Convert.ToHexStringLower(WeightExpectation.Read(found, info)));
        }
        Assert.Equal(expected.GetProperty("metadata").EnumerateObject().Select(item => (item.Name, item.Value.GetString()!)).Order(), found.Metadata.Select(item => (item.Key, item.Value)).Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void WritesWhatItReadsBack(string file)
    {
        using var source = SafeTensorsFile.Open(Recorded.Path("safetensors", file));
        SafeTensorsFile.Write(Target, source.Tensors.Reverse().Select(tensor => TensorSource.From(source, tensor)), source.Metadata);
        using var copy = SafeTensorsFile.Open(Target);
        Assert.Equal(source.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal), copy.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal));
        foreach (var tensor in source.Tensors)
            Assert.Equal(WeightExpectation.Read(source, tensor), WeightExpectation.Read(copy, tensor));
        Assert.Equal(source.Metadata, copy.Metadata);
    }

    [ReferenceFact]
    public void ThePackageReadsWhatWeWrite()
    {
        foreach (string file in new[] { "dtypes.safetensors", "shapes.safetensors" })
        {
            using var source = SafeTensorsFile.Open(Recorded.Path("safetensors", file));
            SafeTensorsFile.Write(Path.Join(_folder.FullName, file), source.Tensors.Select(tensor => TensorSource.From(source, tensor)), source.Metadata);
        }
        const string script = """
            import os, sys, ml_dtypes, safetensors
            for name in ("dtypes.safetensors", "shapes.safetensors"):
                with safetensors.safe_open(os.path.join(sys.argv[1], name), "np") as a, safetensors.safe_open(os.path.join(sys.argv[2], name), "np") as b:
                    assert sorted(a.keys()) == sorted(b.keys()) and (a.metadata() or None) == (b.metadata() or None)
                    for key in a.keys():
                        x, y = a.get_tensor(key), b.get_tensor(key)
                        assert x.dtype == y.dtype and x.shape == y.shape and x.tobytes() == y.tobytes(), key
            print("equal")
            """;
        Assert.Equal("equal\n", Peer.Run(Peer.Reference!, script, Recorded.Path("safetensors"), _folder.FullName));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  """, null)]
    [InlineData("""{"a":{"data_offsets":[0,4],"shape":[],"dtype":"I32"}}""", null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}x""", "JSON")]
    [InlineData(""" {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'{'")]
    [InlineData("", "found nothing")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", "'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "each once")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "found fewer")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "'F8_E4M3'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "8 bytes for shape (2,) of float32, found 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "sizes from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", "sizes from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "whose product fits")]
    [InlineData("""{"a":{"dtype":"I8","shape":[3],"data_offsets":[1,4]}}""", "a start at 0")]
    [InlineData("""{"a":{"dtype":"I8","shape":[3],"data_offsets":[0,3]}}""", "fill the 4 bytes")]
    [InlineData("""{"a":{"dtype":"I8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"I8","shape":[2],"data_offsets":[2,4]}}""", "a start at 3")]
    [InlineData("""{"a":{"dtype":"I8","shape":[5],"data_offsets":[0,5]}}""", "fill the 4 bytes")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[4,0]}}""", "4 bytes for shape")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4,4]}}""", "data_offsets of a")]
    [InlineData("""{"a":7}""", "a: expected StartObject")]
    [InlineData("""{"__metadata__":{"x":1}}""", "__metadata__: expected String")]
    [InlineData("""{"__metadata__":{"x":"1","x":"1"}}""", "'x' twice")]
    [InlineData("""{"a""", "JSON")]
    public void ChecksTheHeader(string header, string? problem)
    {
        byte[] bytes = [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), 1, 2, 3, 4];
        if (problem is null)
            Assert.Equal([1, 2, 3, 4], WeightExpectation.Read(Open(bytes), Open(bytes).Tensors[0]));
        else
            Assert.Contains(problem, Assert.Throws<ModelFormatException>(() => Open(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChecksTheHeaderLength()
    {
        Assert.Contains("header length: expected at most 3 bytes", Message([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("at most 2, found 3", Message([3, 0, 0, 0, 0, 0, 0, 0, 1, 2]), StringComparison.Ordinal);
        Assert.Contains("found 18446744073709551615", Message([255, 255, 255, 255, 255, 255, 255, 255, 1, 2]), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesToWriteWhatTheFormatHasNot()
    {
        Assert.Throws<KerasValueException>(() => SafeTensorsFile.Write(Target, [TensorSource.Of<float>("a", [1], new float[1]), TensorSource.Of<float>("a", [1], new float[1])]));
        Assert.Throws<KerasValueException>(() => SafeTensorsFile.Write(Target, [TensorSource.Of<float>("__metadata__", [1], new float[1])]));
        Assert.Empty(_folder.GetFiles());
    }

    private static JsonElement Case(string file) => s_expected.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("file").GetString() == file);

    private static string Message(byte[] bytes) => Assert.Throws<ModelFormatException>(() => Open(bytes)).Message;

    private static SafeTensorsFile Open(byte[] bytes) => SafeTensorsFile.Open(FileSource.FromBytes(bytes, "x.safetensors"));
}
