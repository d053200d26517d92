using System.IO.Compression;
using System.Text;
using KerasHost.Formats.Common;
using KerasHost.Formats.Zip;

namespace KerasHost.Formats.Tests.Zip;

public class ZipTests
{
    private static readonly byte[] s_text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("weights ", 5000)));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void ReadsWhatDotNetWrites(CompressionLevel level)
    {
        using var zip = Open(Make(level, ("a/b.txt", s_text), ("empty", []), ("ü", [1])));
        Assert.Equal(["a/b.txt", "empty", "ü"], zip.Entries.Select(entry => entry.Name));
        Assert.Equal(s_text, zip.Get("a/b.txt").ReadBytes());
        Assert.Empty(zip.Get("empty").ReadBytes());
        Assert.Null(zip.Find("b.txt"));
        Assert.Contains("only a/b.txt, empty, ü", Message(() => zip.Get("b.txt")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(2000)]
    [InlineData(0)]
    public void DotNetReadsWhatWeWrite(long zip64From)
    {
        var stream = new MemoryStream();
        stream.Write("before"u8);
        using (var writer = new ZipWriter(stream, zip64From))
        {
            writer.Add("stored/ü", s_text, alignment: 64);
            writer.Add("deflated", s_text, deflate: true);
            writer.Add("empty", ReadOnlyMemory<byte>.Empty, alignment: 8);
            Assert.Throws<InvalidOperationException>(() => writer.Add("short", 5, target => target.WriteByte(1)));
        }
        byte[] bytes = stream.ToArray()[6..];
        using (var archive = new ZipArchive(new MemoryStream(bytes)))
        {
            Assert.Equal(["stored/ü", "deflated", "empty"], archive.Entries.Select(entry => entry.FullName));
            foreach (var entry in archive.Entries.Take(2))
                using (var content = entry.Open())
                {
                    var copy = new MemoryStream();
                    content.CopyTo(copy);
                    Assert.Equal(s_text, copy.ToArray());
                }
        }
        using var zip = Open(bytes);
        Assert.Equal(s_text, zip.Get("stored/ü").ReadBytes());
        Assert.Equal(s_text, zip.Get("deflated").ReadBytes());
        Assert.True(zip.Get("deflated").CompressedLength < 1000);
        Assert.Null(zip.Get("deflated").OpenStored());
        Assert.Equal(s_text[100..110], zip.Get("stored/ü").OpenStored()!.ReadBytes(100, 10, "part").ToArray());
        Assert.Equal(0, bytes.AsSpan().IndexOf(s_text) % 64);
    }

    [Fact]
    public void ManyFilesNeedZip64()
    {
        var stream = new MemoryStream();
        using (var writer = new ZipWriter(stream))
            for (int i = 0; i < 70_000; i++)
                writer.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture), ReadOnlyMemory<byte>.Empty);
        using var zip = Open(stream.ToArray());
        Assert.Equal(70_000, zip.Entries.Count);
        using var archive = new ZipArchive(stream);
        Assert.Equal(70_000, archive.Entries.Count);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a\\..\\..\\x")]
    [InlineData("/etc/x")]
    [InlineData("C:\\x")]
    [InlineData("a\0b")]
    public void RefusesNamesThatLeadOut(string name) =>
        Assert.Contains("a relative path within the archive", Message(() => Open(Make(CompressionLevel.NoCompression, (name, [1])))), StringComparison.Ordinal);

    [Fact]
    public void WindowsSeparatorsAreFolders()
    {
        using var zip = Open(Make(CompressionLevel.NoCompression, ("a\\b", [1])));
        Assert.NotNull(zip.Find("a/b"));
    }

    [Fact]
    public void RefusesDuplicates() =>
        Assert.Contains("'x' twice", Message(() => Open(Make(CompressionLevel.NoCompression, ("x", [1]), ("x", [2])))), StringComparison.Ordinal);

    [Fact]
    public void RefusesEntriesThatShareBytes()
    {
        byte[] bytes = Make(CompressionLevel.NoCompression, ("x", new byte[100]), ("y", new byte[100]));
        // Both directory entries point to the first file.
        int second = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        bytes.AsSpan(second + 42, 4).Clear();
        Assert.Contains("a place of its own", Message(() => Open(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesSizesThatDeflateCannotReach()
    {
        byte[] bytes = Make(CompressionLevel.Optimal, ("x", new byte[100]));
        int entry = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        bytes[entry + 27] = 0x40;
        Assert.Contains("uncompressed size of x", Message(() => Open(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesBombs()
    {
        // Eleven entries that claim a hundred million bytes each, from a megabyte: what deflate can just do.
        byte[] bytes = Make(CompressionLevel.NoCompression, [.. Enumerable.Range(0, 11).Select(i => ($"{i}", new byte[100_000]))]);
        for (int at = bytes.AsSpan().IndexOf("PK\x01\x02"u8); at < bytes.Length && bytes.AsSpan(at).StartsWith("PK\x01\x02"u8); at += 46 + bytes[at + 28])
        {
            bytes[at + 10] = 8;
            BitConverter.TryWriteBytes(bytes.AsSpan(at + 24), 100_000_000);
        }
        Assert.Contains("found 1100000000 bytes", Message(() => Open(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryNeverUnpacksToMoreThanItClaims()
    {
        byte[] bytes = Make(CompressionLevel.Optimal, ("x", new byte[1_000_000]));
        int entry = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 1000);
        using var zip = Open(bytes);
        Assert.Contains("crc-32", Message(() => zip.Get("x").ReadBytes()), StringComparison.Ordinal);
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 1_000_001);
        using var longer = Open(bytes);
        Assert.Contains("1000001 bytes, found 1000000 bytes", Message(() => longer.Get("x").ReadBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void FindsDamage()
    {
        byte[] bytes = Make(CompressionLevel.NoCompression, ("x", s_text));
        bytes[bytes.AsSpan().IndexOf(s_text) + 7] ^= 1;
        using var zip = Open(bytes);
        Assert.Contains("crc-32", Message(() => zip.Get("x").ReadBytes()), StringComparison.Ordinal);
        Assert.Contains("its end is missing", Message(() => Open(bytes[..^1])), StringComparison.Ordinal);
        Assert.Contains("a zip archive, found a file of 3 bytes", Message(() => Open([1, 2, 3])), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSumIsCrc32()
    {
        // python3 -c "import zlib; print(hex(zlib.crc32(b'123456789')), hex(zlib.crc32(bytes(range(256))*3)))"
        Assert.Equal(0xcbf43926u, Crc32.Append(0, "123456789"u8));
        byte[] bytes = [.. Enumerable.Range(0, 768).Select(i => (byte)i)];
        Assert.Equal(0xb0c0df2au, Crc32.Append(0, bytes));
        for (int cut = 0; cut < 40; cut++)
            Assert.Equal(0xb0c0df2au, Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }

    [Fact]
    public void TheSumOfLongInputsIsThatOfTheTables()
    {
        var random = new Random(1);
        byte[] bytes = new byte[3000];
        random.NextBytes(bytes);
        for (int length = 200; length < bytes.Length; length += random.Next(1, 9))
        {
            uint before = (uint)random.NextInt64();
            Assert.Equal(Crc32.AppendByTable(before, bytes.AsSpan(0, length)), Crc32.Append(before, bytes.AsSpan(0, length)));
        }
    }

    private static byte[] Make(CompressionLevel level, params ReadOnlySpan<(string Name, byte[] Bytes)> files)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
                using (var entry = archive.CreateEntry(name, level).Open())
                    entry.Write(bytes);
        return stream.ToArray();
    }

    private static ZipReader Open(byte[] bytes) => new(FileSource.FromBytes(bytes, "x.zip"));

    private static string Message(Action action) => Assert.Throws<ModelFormatException>(action).Message;
}
