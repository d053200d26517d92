using System.Text;
using KerasHost.Datasets;
using KerasHost.Formats.Npy;
using KerasHost.Hosting;
using KerasHost.Numpy;

namespace KerasHost.Tests.Datasets;

public sealed class ImdbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _given = Environment.GetEnvironmentVariable("KERASHOST_DATASETS");
    private readonly string? _home = Environment.GetEnvironmentVariable("HOME");
    private readonly TextWriter _error = Console.Error;
    private readonly StringWriter _errors = new();

    public ImdbTests()
    {
        Environment.SetEnvironmentVariable("KERASHOST_DATASETS", _folder.Path);
        Environment.SetEnvironmentVariable("HOME", Path.Join(_folder.Path, "home"));
        Console.SetError(_errors);
    }

    public void Dispose()
    {
        HostOptions.OfflineSample = false;
        Environment.SetEnvironmentVariable("KERASHOST_DATASETS", _given);
        Environment.SetEnvironmentVariable("HOME", _home);
        Console.SetError(_error);
        _folder.Dispose();
    }

    // Printed by tf_keras 2.16, imdb.load_data of a file with x_train = [[1, 2], [3, 4, 5], [6], [7, 8, 9, 10]], y_train = [0, 1, 0, 1],
    // x_test = [[5, 1], [2]], y_test = [1, 0].
    [Theory]
    [InlineData(9, 1, null, 113, 1, 2, 3, "[[1, 2, 2, 2, 2], [1, 2], [1, 4, 5], [1, 6, 7, 8]]", "1 0 0 1", "[[1, 5], [1, 8, 4]]", "0 1")]
    [InlineData(null, 0, null, 113, 1, 2, 3, "[[1, 10, 11, 12, 2], [1, 9], [1, 4, 5], [1, 6, 7, 8]]", "1 0 0 1", "[[1, 5], [1, 8, 4]]", "0 1")]
    [InlineData(8, 0, null, 113, 1, null, 3, "[[1], [1], [1, 4, 5], [1, 6, 7]]", "1 0 0 1", "[[1, 5], [1, 4]]", "0 1")]
    [InlineData(null, 0, 4, 113, 1, 2, 3, "[[1, 2], [1, 4, 5]]", "0 0", "[[1, 5], [1, 8, 4]]", "0 1")]
    [InlineData(null, 0, null, 1, null, 2, 5, "[[12, 13, 14, 2], [11], [6, 7], [8, 9, 10]]", "1 0 0 1", "[[10, 6], [7]]", "1 0")]
    public void Reviews_are_shuffled_shifted_and_cut_as_Keras_does(
        int? num_words, int skip_top, int? maxlen, int seed, int? start_char, int? oov_char, int index_from, string train, string trainLabels, string test, string testLabels)
    {
        WriteReviews();
        var ((x, y), (xt, yt)) = Imdb.load_data(
            num_words: num_words, skip_top: skip_top, maxlen: maxlen, seed: seed, start_char: start_char, oov_char: oov_char, index_from: index_from);
        Assert.Equal(train, Text(x));
        Assert.Equal(trainLabels, string.Join(' ', y.ToArray<long>()));
        Assert.Equal(test, Text(xt));
        Assert.Equal(testLabels, string.Join(' ', yt.ToArray<long>()));
        Assert.Equal("object", x.dtype.name);
        Assert.Equal("int64", y.dtype.name);
    }

    [Fact]
    public void Without_start_and_shift_the_splits_stay_apart()
    {
        WriteReviews();
        var ((x, _), (xt, _)) = Imdb.load_data(start_char: null, index_from: 0, seed: 1);
        Assert.Equal(4, x.size);
        Assert.Equal(2, xt.size);
    }

    [Fact]
    public void A_length_that_leaves_nothing_is_Kerass_error()
    {
        WriteReviews();
        var e = Assert.Throws<KerasValueException>(() => Imdb.load_data(maxlen: 2));
        Assert.Equal("After filtering for sequences shorter than maxlen=2, no sequence was kept. Increase maxlen.", e.Message);
    }

    [Fact]
    public void The_word_index_is_a_dictionary_of_the_callers_own()
    {
        _folder.File("imdb_word_index.json", Encoding.UTF8.GetBytes("""{"the": 1, "and": 2, "caf\u00e9": 3}"""));
        var index = Imdb.get_word_index();
        Assert.Equal(["the", "and", "café"], index.Keys);
        index["<PAD>"] = 0;
        Assert.Equal(3, Imdb.get_word_index().Count);
    }

    [Theory]
    [InlineData("[1]", "word index")]
    [InlineData("{\"a\": \"b\"}", "rank of \"a\"")]
    [InlineData("{\"a\": 1.5}", "rank of \"a\"")]
    [InlineData("{\"a\": 1", "word index")]
    [InlineData("", "word index")]
    public void A_bad_word_index_is_an_error_that_names_the_place(string json, string field)
    {
        string file = _folder.File("imdb_word_index.json", Encoding.UTF8.GetBytes(json));
        var e = Assert.Throws<ModelFormatException>(() => Imdb.get_word_index());
        Assert.Equal(file, e.Path);
        Assert.Equal(field, e.Field);
    }

    [Fact]
    public void A_damaged_file_is_an_error_and_no_reason_for_the_stand_in()
    {
        WriteReviews();
        _folder.File("imdb_word_index.json", "{}"u8.ToArray());
        string file = Path.Join(_folder.Path, "imdb.npz");
        byte[] bytes = File.ReadAllBytes(file);
        HostOptions.OfflineSample = true;
        _folder.File("imdb.npz", bytes[..(bytes.Length / 2)]);
        Assert.Throws<ModelFormatException>(() => Imdb.load_data());
        _folder.File("imdb.npz", [1, 2, 3]);
        Assert.Throws<ModelFormatException>(() => Imdb.load_data());
    }

    [Fact]
    public void A_file_that_carries_code_is_refused()
    {
        // A zip of x_train.npy and so on whose pickles say: import os; os.system("touch …"). Made as np.savez would, by hand.
        byte[] pickle = [0x80, 2, .. "cposix\nsystem\n"u8, (byte)'X', 4, 0, 0, 0, .. "true"u8, 0x85, (byte)'R', (byte)'.'];
        byte[] header = Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".PadRight(117) + "\n");
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. pickle];
        using (var zip = System.IO.Compression.ZipFile.Open(Path.Join(_folder.Path, "imdb.npz"), System.IO.Compression.ZipArchiveMode.Create))
            foreach (string name in (string[])["x_train", "x_test", "y_train", "y_test"])
                using (var stream = zip.CreateEntry(name + ".npy").Open())
                    stream.Write(npy);
        var e = Assert.Throws<ModelFormatException>(() => Imdb.load_data());
        Assert.Contains("posix", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_with_other_contents_is_refused(int kind)
    {
        NpyArray lists = NpyArray.Of(new object?[] { new[] { 1 }, kind == 0 ? "text" : new[] { 2 } }, [2]);
        NpyArray labels = kind == 1 ? NpyArray.Of([1L], [1]) : NpyArray.Of([1L, 0], [2]);
        NpyArray reviews = kind == 2 ? NpyArray.Of([1.5, 2], [2]) : lists;
        NpzFile.Write(Path.Join(_folder.Path, "imdb.npz"), [new("x_train", reviews), new("y_train", labels), new("x_test", reviews), new("y_test", labels)]);
        var e = Assert.Throws<ModelFormatException>(() => Imdb.load_data());
        Assert.Equal(kind == 0 ? "x_train[1]" : kind == 1 ? "y_train" : "x_train", e.Field);
    }

    [Fact]
    public void With_the_flag_real_data_wins_where_it_is_found()
    {
        HostOptions.OfflineSample = true;
        WriteReviews();
        _folder.File("imdb_word_index.json", "{\"the\": 1}"u8.ToArray());
        var ((x, _), _) = Imdb.load_data();
        Assert.Equal(4, x.size);
        Assert.Single(Imdb.get_word_index());
        Assert.Equal("", _errors.ToString());
    }

    [Fact]
    public void With_the_flag_the_stand_in_takes_the_place_of_missing_data_for_both_files_or_neither()
    {
        HostOptions.OfflineSample = true;
        WriteReviews();
        var ((x, y), (xt, yt)) = Imdb.load_data(num_words: 10000);
        Assert.Equal(SampleReviews.Count, x.size);
        Assert.Equal(SampleReviews.Count, xt.size);
        Assert.Equal(SampleReviews.Count / 2, y.ToArray<long>().Sum() + yt.ToArray<long>().Sum() - SampleReviews.Count / 2);
        var index = Imdb.get_word_index();
        Assert.Equal(1, index["the"]);
        Assert.All((int[])x.item(0)!, word => Assert.InRange(word, 1, index.Count + 3));
        index.Clear();
        Assert.NotEmpty(Imdb.get_word_index());
    }

    [Fact]
    public void An_explicit_path_is_read_even_with_the_flag()
    {
        HostOptions.OfflineSample = true;
        WriteReviews();
        string elsewhere = Path.Join(_folder.Path, "mine.npz");
        File.Move(Path.Join(_folder.Path, "imdb.npz"), elsewhere);
        var ((x, _), _) = Imdb.load_data(path: elsewhere);
        Assert.Equal(4, x.size);
    }

    private static string Text(NDArray x) => Printing.PythonText.Repr(x.tolist());

    private void WriteReviews()
    {
        static NpyArray Lists(params int[][] rows) => NpyArray.Of(Array.ConvertAll(rows, row => (object?)row), [rows.Length]);
        NpzFile.Write(Path.Join(_folder.Path, "imdb.npz"),
        [
            new("x_train", Lists([1, 2], [3, 4, 5], [6], [7, 8, 9, 10])), new("y_train", NpyArray.Of([0L, 1, 0, 1], [4])),
            new("x_test", Lists([5, 1], [2])), new("y_test", NpyArray.Of([1L, 0], [2])),
        ]);
    }
}
