using System.Text.Json;
using KerasHost.Formats.Common;
using KerasHost.Formats.Npy;
using KerasHost.Formats.Tests.Peers;

namespace KerasHost.Formats.Tests.Npy;

public sealed class NpzFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void ReadsWhatNumPyWrote(string file)
    {
        using var npz = NpzFile.Open(Recorded.Path("npy", file));
        Check(file, npz);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WritesWhatItReadsBack(bool compressed)
    {
        string path = Path.Join(_folder.FullName, "copy.npz");
        using (var source = NpzFile.Open(Recorded.Path("npy", "stored.npz")))
            NpzFile.Write(path, source.Names.Select(name => KeyValuePair.Create(name, source.Read(name))), compressed);
        using var copy = NpzFile.Open(path);
        Check("stored.npz", copy);
    }

    [Fact]
    public void ListsTensorsAndFillsSpans()
    {
        using IWeightReader npz = NpzFile.Open(Recorded.Path("npy", "deflated.npz"));
        Assert.Equal(["weights/kernel (3, 4) float32", "b (5,) int64", "o (5,) object", "t (2, 3) string", "h (4, 2) float16"], npz.Tensors.Select(tensor => tensor.ToString()));
        var half = npz.Find("h")!;
        var bytes = new byte[16];
        npz.Read(half, bytes);
        using var file = NpzFile.Open(npz.Path);
        Assert.Equal(NpyExpectation.Bytes(file.Read("h")), bytes);
        var floats = new float[8];
        npz.Read(half, floats);
        Assert.Equal(file.Read("h").As<Half>().Select(value => (float)value), floats);
        Assert.Throws<KerasValueException>(() => npz.Read(half, new byte[15]));
        Assert.Throws<KerasValueException>(() => npz.Read(half, new float[7]));
        Assert.Throws<KerasValueException>(() => npz.Read(npz.Find("t")!, new byte[48]));
        Assert.Throws<KerasValueException>(() => npz.Read(half with { Name = "x" }, new byte[16]));
        Assert.Null(npz.Find("x"));
    }

    [Fact]
    public void NamesTheArrayThatIsMissing()
    {
        using var npz = NpzFile.Open(Recorded.Path("npy", "stored.npz"));
        Assert.Contains("'x.npy'", Assert.Throws<ModelFormatException>(() => npz.Read("b", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesCode()
    {
        using var npz = NpzFile.Open(Recorded.Path("npy", "refused_code.npz"));
        Assert.Contains("posix.system", Assert.Throws<ModelFormatException>(() => npz.Read("x")).Message, StringComparison.Ordinal);
    }

    [ReferenceFact]
    public void NumPyReadsWhatWeWrite()
    {
        using (var source = NpzFile.Open(Recorded.Path("npy", "stored.npz")))
            foreach (bool compressed in new[] { false, true })
                NpzFile.Write(Path.Join(_folder.FullName, $"{compressed}.npz"), [.. source.Names.Select(name => KeyValuePair.Create(name, source.Read(name))), KeyValuePair.Create("objects", NpyFile.Read(Recorded.Path("npy", "objects_protocol4.npy")))], compressed);
        const string script = """
            import os, sys, numpy as np
            expected = dict(np.load(os.path.join(sys.argv[1], "stored.npz"), allow_pickle=True), objects=np.load(os.path.join(sys.argv[1], "objects_protocol4.npy"), allow_pickle=True))
            for name in ("False.npz", "True.npz"):
                found = np.load(os.path.join(sys.argv[2], name), allow_pickle=True)
                assert list(found) == list(expected)
                for key in expected:
                    x, y = expected[key], found[key]
                    assert x.dtype == y.dtype and x.shape == y.shape, key
                    assert x.tolist() == y.tolist(), key
            print("equal")
            """;
        Assert.Equal("equal\n", Peer.Run(Peer.Reference!, script, Recorded.Path("npy"), _folder.FullName));
    }

    private static void Check(string file, NpzFile npz)
    {
        var arrays = Recorded.Expected("npy").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("file").GetString() == file).GetProperty("arrays");
        Assert.Equal(arrays.EnumerateObject().Select(array => array.Name), npz.Names);
        foreach (var (expected, found) in arrays.EnumerateObject().Zip(npz.Read(npz.Names)))
            NpyExpectation.Check(expected.Value, found);
    }
}
