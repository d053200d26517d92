using System.Text.Json;
using KerasHost.Formats.Common;
using KerasHost.Formats.Npy;
using KerasHost.Formats.Pickle;
using KerasHost.Formats.PyTorch;
using KerasHost.Formats.Tests.Peers;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats.Tests.PyTorch;

public sealed class TorchFileTests : IDisposable
{
    private static readonly JsonElement s_expected = Recorded.Expected("torch");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Join(_folder.FullName, "model.pt");

    public static TheoryData<string> Files => [.. s_expected.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("file").GetString()!)];

    public static IEnumerable<object[]> Refused => s_expected.GetProperty("refused").EnumerateObject().Select(c => new object[] { c.Name, c.Value.GetString()! });

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void ReadsWhatTorchWrote(string file)
    {
        using var torch = TorchFile.Open(Recorded.Path("torch", file));
        WeightExpectation.Check(s_expected.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("file").GetString() == file).GetProperty("tensors"), torch);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void RefusesByName(string file, string word) =>
        Assert.Contains(word, Assert.Throws<ModelFormatException>(() => TorchFile.Open(Recorded.Path("torch", file))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("checkpoint_zip.pt")]
    [InlineData("checkpoint_old.pt")]
    public void KeepsWhatIsNoTensor(string file)
    {
        using var torch = TorchFile.Open(Recorded.Path("torch", file));
        var root = Assert.IsType<PickleDict>(torch.Root);
        object? Get(string key) => root.TryGetValue(key, out object? value) ? value : throw new KeyNotFoundException(key);
        Assert.Equal(3L, Get("epoch"));
        Assert.Equal(0.25, Get("loss"));
        Assert.Equal("run", Get("name"));
        Assert.Equal(false, Get("done"));
        Assert.Null(Get("best"));
        Assert.Equal([1.5, 2.5], Assert.IsType<PickleList>(Get("history")));
        Assert.Equal([2L, 3L], Assert.IsType<PickleTuple>(Get("shape")));
        Assert.Equal("cpu", Get("device"));
        Assert.Equal(1.5, Get("numpy"));
        Assert.Equal([0.0, 1.0, 2.0], Assert.IsType<NpyArray>(Get("array")).As<double>());
        Assert.True(Assert.IsType<PickleDict>(Get("model")).Attributes!.TryGetValue("_metadata", out _));
        Assert.IsType<TorchTensor>(Assert.IsType<PickleTuple>(Get("pair"))[0]);
    }

    [Fact]
    public void ConvertsToFloat32()
    {
        using var torch = TorchFile.Open(Recorded.Path("torch", "dtypes_zip.pt"));
        var expected = Floats("torch.float32");
        // Seven bits of fraction remain in bfloat16, ten in float16; integers are cut.
        Assert.All(Floats("torch.bfloat16").Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Math.Abs(pair.Second) / 128));
        Assert.All(Floats("torch.float16").Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Math.Abs(pair.Second) / 1024));
        Assert.Equal(NpyArray.From(torch, torch.Find("torch.bfloat16")!).As<float>(), Floats("torch.bfloat16"));
        Assert.Equal(NpyArray.From(torch, torch.Find("torch.int64")!).As<long>().Select(value => (float)value), Floats("torch.int64"));
        Assert.All(Floats("torch.bool"), value => Assert.True(value is 0 or 1));

        float[] Floats(string name)
        {
            var values = new float[6];
            torch.Read(torch.Find(name)!, values);
            return values;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void WritesWhatItReadsBack(string file)
    {
        using var source = TorchFile.Open(Recorded.Path("torch", file));
        TorchFile.Write(Target, source.Tensors.Select(tensor => TensorSource.From(source, tensor)));
        using var copy = TorchFile.Open(Target);
        Assert.Equal(source.Tensors, copy.Tensors);
        foreach (var tensor in source.Tensors)
            Assert.Equal(WeightExpectation.Read(source, tensor), WeightExpectation.Read(copy, tensor));
    }

    [TorchFact]
    public void TorchReadsWhatWeWrite()
    {
        using (var source = TorchFile.Open(Recorded.Path("torch", "dtypes_zip.pt")))
            TorchFile.Write(Target, [.. source.Tensors.Select(tensor => TensorSource.From(source, tensor)), TensorSource.Of<float>("größe", [], new[] { 2.5f }), TensorSource.Of<float>("none", [0, 3], new float[0])]);
        const string script = """
            import sys, torch
            expected = torch.load(sys.argv[1])
            for weights_only in (False, True):
                found = torch.load(sys.argv[2], weights_only=weights_only)
                assert list(found) == list(expected) + ["größe", "none"], list(found)
                assert found["größe"].shape == () and found["größe"].item() == 2.5
                assert found["none"].shape == (0, 3) and found["none"].stride() == torch.zeros(0, 3).stride()
                for key in expected:
                    assert found[key].dtype == expected[key].dtype and torch.equal(found[key], expected[key]), key
            print("equal")
            """;
        Assert.Equal("equal\n", Peer.Run(Peer.Torch!, script, Recorded.Path("torch", "dtypes_zip.pt"), Target));
    }

    [Fact]
    public void RefusesToWriteWhatTorchHasNot()
    {
        Assert.Throws<KerasValueException>(() => TorchFile.Write(Target, [TensorSource.Of<ushort>("a", [1], new ushort[1])]));
        Assert.Throws<KerasValueException>(() => TorchFile.Write(Target, [TensorSource.Of<float>("a", [1], new float[1]), TensorSource.Of<float>("a", [1], new float[1])]));
        Assert.Throws<KerasValueException>(() => TensorSource.Of<float>("a", [2], new float[1]));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void SaysWhatAFileIsThatIsNoStateDict()
    {
        Assert.Contains("TorchScript", Message(Zip(("m/data.pkl", []), ("m/constants.pkl", []))), StringComparison.Ordinal);
        Assert.Contains("a PyTorch archive", Message(Zip(("data.pkl", []))), StringComparison.Ordinal);
        Assert.Contains("torch.save", Message("hello"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("torch.save", Message([]), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsBigEndianArchives()
    {
        byte[] pickle;
        using (var zip = ZipReader.Open(Recorded.Path("torch", "bare_tensor_zip.pt")))
            pickle = zip.Get("bare_tensor_zip/data.pkl").ReadBytes();
        byte[] values = [0, 0, 0, 0, 0, 0, 1, 2, .. new byte[24]];
        using var torch = TorchFile.Open(FileSource.FromBytes(Zip(("m/data.pkl", pickle), ("m/byteorder", "big"u8.ToArray()), ("m/data/0", values)), "x.pt"));
        Assert.Equal([258L, 0, 0, 0], NpyArray.From(torch, torch.Tensors[0]).As<long>());
    }

    [Fact]
    public void ADictionaryInManyPlacesIsNotToldOfMoreThanTheFileHolds()
    {
        // Thirty levels, each holding the next one twice: a thousand million paths from a few hundred bytes.
        var pickle = new PickleBytes().Add("\x80\x02}q\x00");
        for (byte level = 1; level <= 30; level++)
            pickle.Add("}(X\x01\0\0\0ah").Add(level - 1).Add("X\x01\0\0\0bh").Add(level - 1).Add("uq").Add(level);
        Assert.Contains("about as many as the file has bytes", Message(Zip(("m/data.pkl", pickle.Add(".").ToArray()))), StringComparison.Ordinal);
    }

    private static string Message(byte[] bytes) => Assert.Throws<ModelFormatException>(() => TorchFile.Open(FileSource.FromBytes(bytes, "x.pt"))).Message;

    private static byte[] Zip(params ReadOnlySpan<(string Name, byte[] Bytes)> files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipWriter(stream))
            foreach (var (name, bytes) in files)
                zip.Add(name, bytes);
        return stream.ToArray();
    }

    private sealed class PickleBytes
    {
        private readonly List<byte> _bytes = [];

        public PickleBytes Add(string latin)
        {
            _bytes.AddRange(latin.Select(c => (byte)c));
            return this;
        }

        public PickleBytes Add(int value)
        {
            _bytes.Add((byte)value);
            return this;
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
