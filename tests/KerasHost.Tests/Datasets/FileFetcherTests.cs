using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using KerasHost.Datasets;
using KerasHost.Hosting;
using Answer = KerasHost.Tests.Datasets.LocalServer.Answer;

namespace KerasHost.Tests.Datasets;

public sealed class FileFetcherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _output = new();

    public FileFetcherTests() => Console.SetOut(_output);

    public void Dispose()
    {
        Console.SetOut(_console);
        _folder.Dispose();
    }

    [Fact]
    public void A_file_is_fetched_once_and_named_after_its_address()
    {
        using LocalServer server = Serving("text"u8.ToArray());
        string origin = new Uri(server.Address, "/some/words.txt?x=1").ToString();
        string path = keras.utils.get_file(origin: origin, cache_dir: _folder.Path);
        Assert.Equal(Path.Join(_folder.Path, "datasets", "words.txt"), path);
        Assert.Equal("text", File.ReadAllText(path));
        Assert.Equal(path, keras.utils.get_file(origin: origin, cache_dir: _folder.Path));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_file_with_another_hash_is_fetched_again_and_one_that_never_has_it_is_an_error()
    {
        byte[] contents = "new"u8.ToArray();
        using LocalServer server = Serving(contents);
        string target = Path.Join(_folder.Path, "here", "x.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, "old");
        string hash = Convert.ToHexString(MD5.HashData(contents));
        Assert.Equal(target, keras.utils.get_file("x.txt", server.Address.ToString(), md5_hash: hash, cache_dir: _folder.Path, cache_subdir: "here"));
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Contains("A local file was found, but it seems to be incomplete or outdated because the md5 file hash does not match", _output.ToString(), StringComparison.Ordinal);

        var e = Assert.ThrowsAny<KerasException>(() => keras.utils.get_file("y.txt", server.Address.ToString(), file_hash: new string('0', 64), cache_dir: _folder.Path));
        Assert.Contains("Incomplete or corrupted file detected. The auto file hash does not match", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(_folder.Path, "datasets", "y.txt")));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    public void Archives_are_extracted_beside_the_file(string kind)
    {
        using LocalServer server = Serving(Archive(kind));
        keras.utils.get_file("a." + kind, server.Address.ToString(), extract: true, cache_dir: _folder.Path);
        Assert.Equal("inside", File.ReadAllText(Path.Join(_folder.Path, "datasets", "folder", "part.txt")));
    }

    [Fact]
    public void Untar_gives_the_folder()
    {
        using LocalServer server = Serving(Archive("tar.gz"));
        string folder = keras.utils.get_file("folder", server.Address.ToString(), untar: true, cache_dir: _folder.Path);
        Assert.Equal(Path.Join(_folder.Path, "datasets", "folder"), folder);
        Assert.Equal("inside", File.ReadAllText(Path.Join(folder, "part.txt")));
    }

    [Fact]
    public void What_cannot_be_is_an_error()
    {
        Assert.Equal("Please specify the \"origin\" argument (URL of the file to download).", Assert.Throws<KerasValueException>(() => keras.utils.get_file("x")).Message);
        Assert.Throws<KerasValueException>(() => keras.utils.get_file(origin: "http://localhost/"));
        Assert.Throws<KerasValueException>(() => keras.utils.get_file("x", "http://localhost/x", hash_algorithm: "sha1"));
    }

    [Fact]
    public void Made_up_dialogue_has_the_characters_of_the_real_text_and_fills_batches()
    {
        string text = SampleDialogue.Text();
        Assert.Equal("\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", string.Concat(text.Distinct().Order()));
        Assert.InRange(text.Length, 2 * 64 * 101, 4 * 64 * 101);
        Assert.Equal(text, SampleDialogue.Text());
    }

    [Fact]
    public void Missing_text_is_made_up_only_when_asked_for()
    {
        TextWriter before = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        HostOptions.OfflineSample = true;
        try
        {
            string path = keras.utils.get_file("shakespeare.txt", "http://127.0.0.1:9/shakespeare.txt", cache_dir: _folder.Path);
            Assert.Equal(SampleDialogue.Text(), File.ReadAllText(path));
            Assert.Contains("MADE-UP", error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            HostOptions.OfflineSample = false;
            Console.SetError(before);
        }
        Assert.ThrowsAny<KerasException>(() => keras.utils.get_file("shakespeare.txt", "http://127.0.0.1:9/shakespeare.txt", cache_dir: _folder.Path));
    }

    private static LocalServer Serving(byte[] contents) => new((_, _) => new Answer($"200 OK\nContent-Length: {contents.Length}", contents));

    private static byte[] Archive(string kind)
    {
        using var bytes = new MemoryStream();
        if (kind == "zip")
        {
            using var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true);
            using Stream part = zip.CreateEntry("folder/part.txt").Open();
            part.Write("inside"u8);
        }
        else
        {
            using Stream compressed = kind == "tar" ? new BufferedStream(new MemoryStream()) : new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true);
            using var tar = new TarWriter(kind == "tar" ? bytes : compressed, TarEntryFormat.Ustar, leaveOpen: true);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "folder/part.txt") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes("inside")) });
        }
        return bytes.ToArray();
    }
}
