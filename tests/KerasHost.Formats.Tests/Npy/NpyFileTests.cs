using System.Text;
using System.Text.Json;
using KerasHost.Formats.Common;
using KerasHost.Formats.Npy;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Tests.Npy;

public sealed class NpyFileTests : IDisposable
{
    private static readonly JsonElement s_expected = Recorded.Expected("npy");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static TheoryData<string> Files => [.. s_expected.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("file").GetString()!).Where(file => file.EndsWith(".npy", StringComparison.Ordinal))];

    public static IEnumerable<object[]> Refused => s_expected.GetProperty("refused").EnumerateObject().Select(c => new object[] { c.Name, c.Value.GetString()! });

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void ReadsWhatNumPyWrote(string file) => NpyExpectation.Check(Case(file), NpyFile.Read(Recorded.Path("npy", file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void WritesWhatItReadBack(string file)
    {
        string path = Path.Join(_folder.FullName, file);
        var array = NpyFile.Read(Recorded.Path("npy", file));
        if (array.DType == DTypeCode.Object && array.As<object?>().Any(item => item is NpyArray))
        {
            Assert.Throws<KerasValueException>(() => NpyFile.Write(path, array));
            return;
        }
        NpyFile.Write(path, array);
        // NumPy's type for byte strings has no counterpart: they come back as objects, with the same elements.
        NpyExpectation.Check(Case(file), NpyFile.Read(path));
    }

    [Theory]
    [InlineData("little_float32.npy")]
    [InlineData("little_bool.npy")]
    [InlineData("little_uint64.npy")]
    [InlineData("little_float16.npy")]
    [InlineData("scalar.npy")]
    [InlineData("vector.npy")]
    [InlineData("text.npy")]
    public void WritesTheBytesThatNumPyWrites(string file)
    {
        string path = Path.Join(_folder.FullName, file);
        NpyFile.Write(path, NpyFile.Read(Recorded.Path("npy", file)));
        Assert.Equal(File.ReadAllBytes(Recorded.Path("npy", file)), File.ReadAllBytes(path));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void RefusesByName(string file, string word)
    {
        var error = Assert.Throws<ModelFormatException>(() => NpyFile.Read(Recorded.Path("npy", file)));
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(file, error.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", null)]
    [InlineData("{\"shape\":(2L,),'descr':'f4','fortran_order':True,}", null)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } x", "nothing after the dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "fewer")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "each once")]
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)}", "expected True or False, found '1'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "12 bytes for shape (3,), found 8")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}", "a size below 2^31, found '-'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,)}", "a size below 2^31")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}", "whose product fits")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2147483647, 2147483647, 2147483647)}", "whose product fits")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': 2}", "a tuple")]
    [InlineData("{'descr': '<U0', 'fortran_order': False, 'shape': (2000000000,)}", "text of this length")]
    [InlineData("{'descr': '<x4', 'fortran_order': False, 'shape': (2,)}", "'<x4'")]
    [InlineData("{'descr': __import__('os').system('x'), 'fortran_order': False, 'shape': (2,)}", "a type in quotes, found '_'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}", "found 'more'")]
    [InlineData("{'descr': '<f4", "a closing quote")]
    [InlineData("", "a dictionary, found the end")]
    public void ParsesTheHeader(string header, string? problem)
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40];
        using var source = FileSource.FromBytes(bytes, "x.npy");
        if (problem is null)
            Assert.Equal([1f, 2f], NpyFile.Read(source).As<float>());
        else
            Assert.Contains(problem, Assert.Throws<ModelFormatException>(() => NpyFile.Read(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BoolBytesOtherThanOneAreTrue()
    {
        byte[] bytes = File.ReadAllBytes(Recorded.Path("npy", "little_bool.npy"));
        bytes[^1] = 0x7f;
        using var source = FileSource.FromBytes(bytes, "x.npy");
        Assert.Equal(1, NpyExpectation.Bytes(NpyFile.Read(source))[^1]);
    }

    [Fact]
    public void ListsOfSmallIntegersAreNotBoxed()
    {
        var lists = NpyFile.Read(Recorded.Path("npy", "objects_long_lists.npy")).As<object?>();
        Assert.True(((PickleList)lists[0]!).TryGetInts(out var ints));
        Assert.Equal(Enumerable.Range(0, 2500), ints.ToArray());
        Assert.False(((PickleList)lists[4]!).TryGetInts(out _));
    }

    [Fact]
    public void AnArrayRefusesDataOfAnotherType()
    {
        Assert.Throws<KerasValueException>(() => new NpyArray("float32", [2], new double[2]));
        Assert.Throws<KerasValueException>(() => new NpyArray("uint32", [2], new int[2]));
        Assert.Throws<KerasValueException>(() => new NpyArray("float32", [3], new float[2]));
        Assert.Throws<KerasValueException>(() => new NpyArray("bfloat16", [2], new ushort[2]));
        Assert.Throws<KerasTypeException>(() => NpyArray.Of(new int[2], [2]).As<uint>());
    }

    private static JsonElement Case(string file) => s_expected.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("file").GetString() == file);
}
