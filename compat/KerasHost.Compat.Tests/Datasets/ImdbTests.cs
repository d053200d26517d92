using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Datasets;
using KerasHost.Numpy;

namespace KerasHost.Compat.Tests.Datasets;

/// <summary>The real reviews against what the reference makes of them. The folder KERASHOST_DATASETS must hold the reference's data.</summary>
public sealed class ImdbTests
{
    public static TheoryData<string> Cases => RecordedFiles.Cases("imdb", "imdb");

    [RealDataTheory, MemberData(nameof(Cases))]
    public void Every_review_and_label_is_that_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("imdb", name);
        JsonElement args = recorded.Call.GetProperty("args");
        int? Number(string key, int? otherwise) => args.TryGetProperty(key, out JsonElement value) ? (value.ValueKind == JsonValueKind.Null ? null : value.GetInt32()) : otherwise;
        var (train, test) = Imdb.load_data(
            num_words: Number("num_words", null), skip_top: Number("skip_top", 0)!.Value, maxlen: Number("maxlen", null), seed: Number("seed", 113),
            start_char: Number("start_char", 1), oov_char: Number("oov_char", 2), index_from: Number("index_from", 3)!.Value, nb_words: Number("nb_words", null));
        Compare(recorded.Call.GetProperty("train"), train.x_train, train.y_train);
        Compare(recorded.Call.GetProperty("test"), test.x_test, test.y_test);
    }

    [RealDataFact]
    public void The_word_index_is_that_of_the_reference()
    {
        JsonElement call = RecordedCase.Load("imdb", "word_index").Call;
        var index = Imdb.get_word_index();
        Assert.Equal(call.GetProperty("count").GetInt32(), index.Count);
        Assert.Equal(call.GetProperty("sum").GetInt64(), index.Values.Sum(rank => (long)rank));
        Assert.Equal(Pairs(call.GetProperty("first")), index.Take(10).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(Pairs(call.GetProperty("last")), index.TakeLast(10).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(call.GetProperty("non_ascii").EnumerateArray().Select(word => word.GetString()!), index.Keys.Where(word => !System.Text.Ascii.IsValid(word)).Take(10));
    }

    [RealDataFact]
    public void The_first_review_reads_as_in_the_document()
    {
        var words = Imdb.get_word_index().ToDictionary(pair => pair.Value + 3, pair => pair.Key);
        (words[0], words[1], words[2], words[3]) = ("<PAD>", "<START>", "<UNK>", "<END>");
        var ((x, _), _) = Imdb.load_data(num_words: 10000, index_from: 3);
        Assert.Equal(RecordedCase.Load("imdb", "first_review_in_words").Text, string.Join(' ', ((int[])x.item(0)!).Select(word => words.GetValueOrDefault(word, "?"))));
    }

    [RealDataFact]
    public void A_length_that_leaves_nothing_is_the_references_error()
    {
        var e = Assert.Throws<KerasValueException>(() => Imdb.load_data(maxlen: 1));
        Assert.Equal(RecordedCase.Load("imdb", "error_maxlen").Text, e.Message);
    }

    private static void Compare(JsonElement expected, NDArray x, NDArray y)
    {
        Assert.Equal(expected.GetProperty("count").GetInt32(), x.size);
        Assert.Equal(expected.GetProperty("labels_dtype").GetString(), y.dtype.name);
        int[][] reviews = [.. Enumerable.Range(0, x.size).Select(i => (int[])x.item(i)!)];
        Assert.Equal(Rows(expected.GetProperty("first")), reviews.Take(3).Select(review => review.Take(40)));
        Assert.Equal(Rows(expected.GetProperty("last")), reviews.TakeLast(3).Select(review => review.Take(40)));
        long[] labels = y.ToArray<long>();
        Assert.Equal(expected.GetProperty("label_sum").GetInt64(), labels.Sum());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>(Array.ConvertAll(reviews, review => review.Length)));
        foreach (int[] review in reviews)
            hash.AppendData(MemoryMarshal.AsBytes<int>(review));
        Assert.Equal(expected.GetProperty("sha256_of_lengths_then_words_int32").GetString(), Convert.ToHexStringLower(hash.GetHashAndReset()));
        Assert.Equal(expected.GetProperty("sha256_of_labels_int64").GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<long>(labels))));
    }

    private static IEnumerable<IEnumerable<int>> Rows(JsonElement rows) => rows.EnumerateArray().Select(row => row.EnumerateArray().Select(word => word.GetInt32()));

    private static IEnumerable<(string, int)> Pairs(JsonElement pairs) => pairs.EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetInt32()));
}
