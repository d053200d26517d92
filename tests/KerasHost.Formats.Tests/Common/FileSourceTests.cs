using KerasHost.Formats.Common;

namespace KerasHost.Formats.Tests.Common;

public sealed class FileSourceTests : IDisposable
{
    private readonly string _path = Path.Join(Path.GetTempPath(), Path.GetRandomFileName());

    public FileSourceTests() => File.WriteAllBytes(_path, [1, 2, 3, 4, 5, 6, 7, 8]);

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadsAtRandom(bool inMemory)
    {
        using var source = Make(inMemory);
        Assert.Equal(8, source.Length);
        Assert.Equal(new byte[] { 3, 4, 5 }, source.ReadBytes(2, 3, "x").ToArray());
        Assert.Equal(0x06050403u, source.Window(1, 7, "w").ReadBlock(1, 4, "b").ReadUInt32("x"));
        using var stream = source.OpenStream(6, 2, "s");
        Assert.Equal([7, 8, -1], [stream.ReadByte(), stream.ReadByte(), stream.ReadByte()]);
    }

    [Theory]
    [InlineData(true, 6, 3)]
    [InlineData(false, 6, 3)]
    [InlineData(false, 9, 0)]
    [InlineData(false, -1, 1)]
    [InlineData(true, 0, -1)]
    [InlineData(true, 4, long.MaxValue)]
    [InlineData(false, long.MaxValue, 1)]
    [InlineData(false, long.MinValue, long.MaxValue)]
    public void RefusesFieldsOutsideTheFile(bool inMemory, long offset, long length)
    {
        using var source = Make(inMemory);
        var error = Assert.Throws<ModelFormatException>(() => source.ReadBytes(offset, length, "the field"));
        Assert.Equal((_path, offset, "the field"), (error.Path, error.Offset, error.Field));
        Assert.Throws<ModelFormatException>(() => source.Window(offset, length, "the field"));
    }

    [Fact]
    public void ErrorsInWindowsTellThePositionInTheFile()
    {
        using var source = Make(false);
        var window = source.Window(4, 4, "window").Window(1, 3, "inner");
        Assert.Equal(7, Assert.Throws<ModelFormatException>(() => window.ReadBytes(2, 2, "f")).Offset);
        Assert.Equal(6, Assert.Throws<ModelFormatException>(() => { var block = window.ReadBlock(0, 3, "b"); block.Skip(1, "a"); block.ReadUInt32("f"); }).Offset);
    }

    [Fact]
    public void FieldReaderReadsEveryKind()
    {
        byte[] bytes = [0x89, (byte)'H', 1, 2, 0xff, 0xff, 0xff, 0xff, (byte)'a', (byte)'b', 0, 9, 3, 2, 1, 0];
        var reader = new FieldReader(bytes, "f", 100);
        reader.Expect([0x89, (byte)'H'], "signature");
        Assert.Equal(0x0201, reader.ReadUInt16("u16"));
        Assert.Equal(-1, reader.ReadInt32("i32"));
        Assert.Equal("ab", reader.ReadZeroTerminated("name"));
        reader.Align(4, "padding");
        Assert.Equal(112, reader.Offset);
        Assert.Equal(0x010203ul, reader.ReadUInt(3, "u24"));
        Assert.Equal(1, reader.Remaining);
        Assert.Contains("expected 'CD', found 'AB'", Message(() => new FieldReader([65, 66], "f", 0).Expect("CD"u8, "signature")));
        Assert.Contains("zero byte", Message(() => new FieldReader([65, 66], "f", 0).ReadZeroTerminated("name")));
        Assert.Contains("f at byte 5: n: expected 8 bytes, found 2 up to the end", Message(() => new FieldReader([65, 66], "f", 5).ReadUInt64("n")));
        Assert.Contains("n: expected 18446744073709551615 bytes", Message(() => new FieldReader([65, 66], "f", 5).Skip(-1, "n")));
    }

    private static string Message(Action action) => Assert.Throws<ModelFormatException>(action).Message;

    private FileSource Make(bool inMemory) => inMemory ? FileSource.FromBytes(File.ReadAllBytes(_path), _path) : FileSource.Open(_path);
}
