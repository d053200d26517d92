using System.Security.Cryptography;
using KerasHost.Datasets.DataFiles;
using Answer = KerasHost.Tests.Datasets.LocalServer.Answer;

namespace KerasHost.Tests.Datasets;

public sealed class FileDownloaderTests : IDisposable
{
    private static readonly byte[] s_bytes = MakeBytes(300_000);
    private static readonly string s_hash = Convert.ToHexString(SHA256.HashData(s_bytes)).ToLowerInvariant();

    private readonly TemporaryFolder _folder = new();
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _output = new();

    public FileDownloaderTests() => Console.SetOut(_output);

    private string Target => Path.Join(_folder.Path, "file.bin");

    public void Dispose()
    {
        Console.SetOut(_console);
        _folder.Dispose();
    }

    [Fact]
    public void A_file_arrives_whole_with_the_text_that_Keras_prints()
    {
        using var server = new LocalServer((_, _) => Whole());
        Downloader().Download(new(server.Address, s_hash), Target);
        Assert.Equal(s_bytes, File.ReadAllBytes(Target));
        Assert.Equal(["file.bin"], _folder.Files());
        string text = _output.ToString();
        Assert.StartsWith($"Downloading data from {server.Address}\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        // The last drawing: tf_keras.utils.Progbar(300000).update(300000).
        Assert.Matches(@"300000/300000 \[={30}\] - \d+s \d+[mu]?s/step *\n$", text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_md5_is_told_from_a_sha256_by_its_length()
    {
        using var server = new LocalServer((_, _) => Whole());
        Downloader().Download(new(server.Address, Convert.ToHexString(MD5.HashData(s_bytes))), Target);
        Assert.Equal(s_bytes, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_connection_that_is_cut_is_resumed_where_it_broke_off()
    {
        using var server = new LocalServer((n, head) =>
        {
            if (n == 0)
                return new Answer($"200 OK\nContent-Length: {s_bytes.Length}\nETag: \"v1\"", s_bytes[..100_000]);
            int from = RangeStart(head);
            return new Answer($"206 Partial Content\nContent-Length: {s_bytes.Length - from}\nContent-Range: bytes {from}-{s_bytes.Length - 1}/{s_bytes.Length}\nETag: \"v1\"", n == 1 ? s_bytes[from..200_000] : s_bytes[from..]);
        });
        Downloader().Download(new(server.Address, s_hash), Target);
        Assert.Equal(s_bytes, File.ReadAllBytes(Target));
        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("If-Range: \"v1\"", server.Requests[1], StringComparison.Ordinal);
        Assert.InRange(RangeStart(server.Requests[1]), 1, 100_000);
    }

    [Fact]
    public void A_server_that_cannot_resume_sends_the_file_anew()
    {
        using var server = new LocalServer((n, _) => n == 0 ? new Answer($"200 OK\nContent-Length: {s_bytes.Length}", s_bytes[..100_000]) : Whole());
        Downloader().Download(new(server.Address, s_hash), Target);
        Assert.Equal(s_bytes, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Pieces_of_two_versions_are_thrown_away_and_the_file_is_fetched_anew()
    {
        byte[] old = MakeBytes(s_bytes.Length, seed: 9);
        using var server = new LocalServer((n, head) => n switch
        {
            0 => new Answer($"200 OK\nContent-Length: {old.Length}", old[..100_000]),
            1 => new Answer($"206 Partial Content\nContent-Length: {s_bytes.Length - RangeStart(head)}\nContent-Range: bytes {RangeStart(head)}-{s_bytes.Length - 1}/{s_bytes.Length}", s_bytes[RangeStart(head)..]),
            _ => Whole(),
        });
        Downloader().Download(new(server.Address, s_hash), Target);
        Assert.Equal(s_bytes, File.ReadAllBytes(Target));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void A_server_in_trouble_is_asked_again()
    {
        using var server = new LocalServer((n, _) => n < 2 ? new Answer("503 Service Unavailable\nContent-Length: 0", []) : Whole());
        Downloader().Download(new(server.Address, s_hash), Target);
        Assert.Equal(s_bytes, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Another_hash_is_an_error_in_Kerass_words_and_leaves_the_old_file()
    {
        byte[] old = [1, 2, 3];
        _folder.File("file.bin", old);
        using var server = new LocalServer((_, _) => new Answer("200 OK\nContent-Length: 4", [1, 2, 3, 4]));
        var e = Assert.Throws<KerasValueException>(() => Downloader().Download(new(server.Address, s_hash), Target));
        // tf_keras/src/utils/data_utils.py, get_file
        Assert.Equal($"Incomplete or corrupted file detected. The auto file hash does not match the provided value of {s_hash}.", e.Message);
        Assert.Equal(old, File.ReadAllBytes(Target));
        Assert.Equal(["file.bin"], _folder.Files());
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_missing_file_is_an_error_in_Kerass_words_and_is_asked_for_once()
    {
        using var server = new LocalServer((_, _) => new Answer("404 Not Found\nContent-Length: 0", []));
        var e = Assert.Throws<KerasException>(() => Downloader().Download(new(server.Address, s_hash), Target));
        Assert.Equal($"URL fetch failure on {server.Address}: 404 -- Not Found", e.Message);
        Assert.Empty(_folder.Files());
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_server_that_never_answers_times_out()
    {
        using var server = new LocalServer((_, _) => new Answer($"200 OK\nContent-Length: {s_bytes.Length}", [], IsSilentAfterwards: true));
        var e = Assert.Throws<KerasException>(() => Downloader(retries: 0).Download(new(server.Address, s_hash), Target));
        Assert.Equal($"URL fetch failure on {server.Address}: None -- timed out: no data for 0.3 s", e.Message);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void A_server_that_falls_silent_is_asked_for_the_rest()
    {
        using var server = new LocalServer((n, head) => n == 0
            ? new Answer($"200 OK\nContent-Length: {s_bytes.Length}", s_bytes[..1000], IsSilentAfterwards: true)
            : new Answer($"206 Partial Content\nContent-Length: {s_bytes.Length - RangeStart(head)}\nContent-Range: bytes {RangeStart(head)}-{s_bytes.Length - 1}/{s_bytes.Length}", s_bytes[RangeStart(head)..]));
        Downloader().Download(new(server.Address, s_hash), Target);
        Assert.Equal(s_bytes, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_transfer_that_breaks_off_every_time_ends_in_an_error()
    {
        using var server = new LocalServer((_, _) => new Answer($"200 OK\nContent-Length: {s_bytes.Length}", s_bytes[..1000]));
        var e = Assert.Throws<KerasException>(() => Downloader(retries: 2).Download(new(server.Address, s_hash), Target));
        Assert.StartsWith($"URL fetch failure on {server.Address}: None -- ", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void No_server_is_an_error()
    {
        Uri address;
        using (var server = new LocalServer((_, _) => Whole()))
            address = server.Address;
        var e = Assert.Throws<KerasException>(() => Downloader().Download(new(address, s_hash), Target));
        Assert.StartsWith($"URL fetch failure on {address}: None -- ", e.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    internal static FileDownloader Downloader(int retries = 4) => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ReadTimeout = TimeSpan.FromSeconds(0.3),
        Retries = retries,
        Pause = TimeSpan.FromMilliseconds(1),
    };

    internal static byte[] MakeBytes(int count, int seed = 1)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static Answer Whole() => new($"200 OK\nContent-Length: {s_bytes.Length}", s_bytes);

    private static int RangeStart(string head)
    {
        const string Field = "Range: bytes=";
        int at = head.IndexOf("\n" + Field, StringComparison.Ordinal) + 1 + Field.Length;
        return int.Parse(head[at..head.IndexOf('-', at)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
