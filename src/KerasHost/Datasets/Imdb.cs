using System.Text.Json;
using KerasHost.Datasets.DataFiles;
using KerasHost.Formats.Npy;
using KerasHost.Hosting;
using KerasHost.Numpy;
using KerasHost.RandomNumbers;

namespace KerasHost.Datasets;

/// <summary>
/// The IMDB movie reviews: 25,000 for training and 25,000 for testing, each a list of word ranks with the label 1 (good) or 0 (bad).
/// Mirrors tf_keras/src/datasets/imdb.py.
/// </summary>
public static class Imdb
{
    private const string Folder = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";
    private const string ReviewsName = "imdb.npz";
    private const string WordIndexName = "imdb_word_index.json";

    private static readonly PublishedFile s_reviews = new(new Uri(Folder + ReviewsName), "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f");
    private static readonly PublishedFile s_wordIndex = new(new Uri(Folder + WordIndexName), "bfafd718b763782e994055a2d397834f");

    /// <summary>The reviews as lists of word numbers, in a shuffled order that depends only on <paramref name="seed"/>.</summary>
    /// <param name="path">
    /// The file's name in the folder <c>KERASHOST_DATASETS</c> or in Keras's cache <c>~/.keras/datasets</c>, where it is downloaded to
    /// if it is in neither; or the path of a file.
    /// </param>
    /// <param name="num_words">Words of this number and above become <paramref name="oov_char"/>; null keeps all but the largest number, as Keras does.</param>
    /// <param name="skip_top">Words below this number (the most frequent ones) become <paramref name="oov_char"/>.</param>
    /// <param name="maxlen">Only reviews shorter than this are kept; null or 0 for all.</param>
    /// <param name="seed">Seed of the order, 0 … 2^32 - 1; null for a different order each time.</param>
    /// <param name="start_char">Number that begins each review; null for none.</param>
    /// <param name="oov_char">Number of a word that was cut out; null leaves such words away.</param>
    /// <param name="index_from">Added to the ranks: the most frequent word has the number <c>index_from + 1</c>.</param>
    /// <param name="nb_words">Keras 1's name for <paramref name="num_words"/>.</param>
    /// <returns>
    /// <c>((x_train, y_train), (x_test, y_test))</c>: x of shape <c>(reviews,)</c> and dtype object holding an <c>int[]</c> each, y of
    /// shape <c>(reviews,)</c> and dtype int64.
    /// </returns>
    /// <exception cref="KerasException">The file is nowhere to be had.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, or holds something other than reviews.</exception>
    /// <exception cref="KerasValueException"><paramref name="maxlen"/> leaves no review, or an argument is out of range.</exception>
    /// <remarks>
    /// Keras returns an empty test split for <c>start_char=None, index_from=0</c>, by a mistake; here the splits stay as they are.
    /// </remarks>
    [KerasExport("keras.datasets.imdb.load_data")]
    public static ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data(
        string path = ReviewsName,
        int? num_words = null,
        int skip_top = 0,
        int? maxlen = null,
        long? seed = 113,
        int? start_char = 1,
        int? oov_char = 2,
        int index_from = 3,
        int? nb_words = null)
    {
        if (nb_words is not null)
        {
            Console.Error.WriteLine("WARNING: The `nb_words` argument in `load_data` has been renamed `num_words`.");
            num_words = nb_words;
        }
        var (train, test) = ReadReviews(path);

        var random = seed is { } n ? new NumPyRandomState(n) : new NumPyRandomState();
        train.Shuffle(random);
        test.Shuffle(random);
        var filter = new ReviewFilter(start_char, index_from, maxlen is null or 0 ? int.MaxValue : maxlen.Value, skip_top, oov_char);
        ReviewSplit[] splits = [train, test];
        Parallel.ForEach(splits, filter.Select);
        if (train.Order.Length == 0 || test.Order.Length == 0)
            throw new KerasValueException($"After filtering for sequences shorter than maxlen={maxlen}, no sequence was kept. Increase maxlen.");
        int limit = num_words is null or 0 ? Math.Max(filter.Largest(train), filter.Largest(test)) : num_words.Value;

        var results = new (NDArray, NDArray)[2];
        Parallel.For(0, 2, i => results[i] = (NDArray.Over<object>(filter.Apply(splits[i], limit)), NDArray.Over(splits[i].OrderedLabels())));
        return (results[0], results[1]);
    }

    /// <summary>The ranks of the words: 1 for the most frequent one. <c>load_data</c> adds <c>index_from</c> to them.</summary>
    /// <param name="path">The file's name in the folders that <c>load_data</c> searches, or the path of a file.</param>
    /// <returns>A new dictionary, in the order of the file.</returns>
    /// <exception cref="KerasException">The file is nowhere to be had.</exception>
    /// <exception cref="ModelFormatException">The file is no JSON object of numbers.</exception>
    [KerasExport("keras.datasets.imdb.get_word_index")]
    public static Dictionary<string, int> get_word_index(string path = WordIndexName)
    {
        var finder = DataFileFinder.ForEnvironment();
        if (path == WordIndexName && UsesSample(finder))
            return new(SampleReviews.Instance.WordIndex);
        return ReadWordIndex(finder.Find(path, s_wordIndex));
    }

    private static (ReviewSplit Train, ReviewSplit Test) ReadReviews(string path)
    {
        var finder = DataFileFinder.ForEnvironment();
        if (path == ReviewsName && UsesSample(finder))
        {
            var sample = SampleReviews.Instance;
            return (new(sample.TrainReviews, sample.TrainLabels), new(sample.TestReviews, sample.TestLabels));
        }
        string file = finder.Find(path, s_reviews);
        using var npz = NpzFile.Open(file);
        NpyArray[] arrays = npz.Read("x_train", "x_test", "y_train", "y_test");
        return (ReviewSplit.Of(file, "train", arrays[0], arrays[2]), ReviewSplit.Of(file, "test", arrays[1], arrays[3]));
    }

    // The words belong to the reviews: real ones of either with made-up ones of the other would be nonsense.
    private static bool UsesSample(DataFileFinder finder)
    {
        if (!HostOptions.OfflineSample)
            return false;
        (string Name, PublishedFile File)[] needed = [(ReviewsName, s_reviews), (WordIndexName, s_wordIndex)];
        string[] missing = [.. needed.Where(file => finder.FindLocal(file.Name, file.File, out _) is null).Select(file => file.Name)];
        if (missing.Length == 0)
            return false;
        SampleReviews.Announce($"{string.Join(" and ", missing)} not found in {finder.DescribePlaces(missing[0])}.");
        return true;
    }

    private static Dictionary<string, int> ReadWordIndex(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        var index = new Dictionary<string, int>(1 << 17);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new ModelFormatException(file, reader.TokenStartIndex, "word index", "a JSON object", reader.TokenType.ToString());
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string word = reader.GetString()!;
                reader.Read();
                index[word] = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int rank)
                    ? rank
                    : throw new ModelFormatException(file, reader.TokenStartIndex, $"rank of \"{word}\"", "a whole number", reader.TokenType.ToString());
            }
        }
        catch (JsonException e)
        {
            throw new ModelFormatException(file, reader.BytesConsumed, "word index", "a JSON object", e.Message, e);
        }
        return index;
    }
}
