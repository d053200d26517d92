using System.Security.Cryptography;
using KerasHost.Datasets.DataFiles;
using Answer = KerasHost.Tests.Datasets.LocalServer.Answer;

namespace KerasHost.Tests.Datasets;

public sealed class DataFileFinderTests : IDisposable
{
    private static readonly byte[] s_real = FileDownloaderTests.MakeBytes(1000);
    private static readonly string s_hash = Convert.ToHexString(SHA256.HashData(s_real)).ToLowerInvariant();

    private readonly TemporaryFolder _folder = new();
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _output = new();

    public DataFileFinderTests() => Console.SetOut(_output);

    private string Given => Path.Join(_folder.Path, "given");

    private string Cache => Path.Join(_folder.Path, "home", ".keras", "datasets");

    public void Dispose()
    {
        Console.SetOut(_console);
        _folder.Dispose();
    }

    [Fact]
    public void An_explicit_path_comes_first_and_is_taken_as_it_is()
    {
        string mine = _folder.File("mine/x.npz", [1]);
        _folder.File("given/x.npz", [2]);
        Assert.Equal(mine, Finder().Find(mine, Nowhere()));
    }

    [Fact]
    public void The_given_folder_comes_before_the_cache_and_needs_no_hash()
    {
        string given = _folder.File("given/x.npz", [2]);
        _folder.File("home/.keras/datasets/x.npz", s_real);
        Assert.Equal(given, Finder().Find("x.npz", Nowhere()));
    }

    [Fact]
    public void The_cache_serves_a_file_with_the_published_hash()
    {
        string cached = _folder.File("home/.keras/datasets/x.npz", s_real);
        Assert.Equal(cached, Finder().Find("x.npz", Nowhere()));
        Assert.Equal(cached, Finder(withGiven: false).Find("x.npz", Nowhere()));
    }

    [Fact]
    public void What_is_nowhere_is_downloaded_into_the_cache()
    {
        using var server = new LocalServer((_, _) => new Answer($"200 OK\nContent-Length: {s_real.Length}", s_real));
        string found = Finder().Find("x.npz", new(server.Address, s_hash));
        Assert.Equal(Path.Join(Cache, "x.npz"), found);
        Assert.Equal(s_real, File.ReadAllBytes(found));
        Assert.Equal(found, Finder().Find("x.npz", Nowhere()));
    }

    [Fact]
    public void A_cached_file_with_another_hash_is_fetched_anew_with_Kerass_words()
    {
        _folder.File("home/.keras/datasets/x.npz", [1, 2, 3]);
        using var server = new LocalServer((_, _) => new Answer($"200 OK\nContent-Length: {s_real.Length}", s_real));
        string found = Finder().Find("x.npz", new(server.Address, s_hash));
        Assert.Equal(s_real, File.ReadAllBytes(found));
        // tf_keras/src/utils/data_utils.py, get_file
        Assert.StartsWith(
            "A local file was found, but it seems to be incomplete or outdated because the auto file hash does not match the original value of " +
            $"{s_hash} so we will re-download the data.\nDownloading data from {server.Address}\n",
            _output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_names_every_way_and_leaves_nothing_behind()
    {
        using var server = new LocalServer((_, _) => new Answer("404 Not Found\nContent-Length: 0", []));
        var e = Assert.Throws<KerasException>(() => Finder().Find("x.npz", new(server.Address, s_hash)));
        foreach (string part in (string[])["x.npz", Given, Cache, "KERASHOST_DATASETS", $"URL fetch failure on {server.Address}: 404 -- Not Found", "path:", "--offline-sample"])
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void A_stale_cached_file_stays_when_the_download_fails()
    {
        string cached = _folder.File("home/.keras/datasets/x.npz", [1, 2, 3]);
        Assert.Throws<KerasException>(() => Finder().Find("x.npz", Nowhere()));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(cached));
    }

    [Fact]
    public void Looking_locally_never_uses_the_network()
    {
        using var server = new LocalServer((_, _) => new Answer($"200 OK\nContent-Length: {s_real.Length}", s_real));
        Assert.Null(Finder().FindLocal("x.npz", new(server.Address, s_hash), out bool isStale));
        Assert.False(isStale);
        _folder.File("home/.keras/datasets/x.npz", [1]);
        Assert.Null(Finder().FindLocal("x.npz", new(server.Address, s_hash), out isStale));
        Assert.True(isStale);
        Assert.Empty(server.Requests);
    }

    private DataFileFinder Finder(bool withGiven = true) => new(new DataFolders(withGiven ? Given : null, Cache), FileDownloaderTests.Downloader());

    // No server listens on port 9 of this machine ("discard").
    private static PublishedFile Nowhere() => new(new Uri("http://127.0.0.1:9/x.npz"), s_hash);
}
