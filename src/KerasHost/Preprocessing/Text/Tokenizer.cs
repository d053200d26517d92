using System.Text.Json;
using KerasHost.Numpy;
using KerasHost.Printing;
using KerasHost.Saving;

namespace KerasHost.Preprocessing;

/// <summary>
/// Numbers words by how often they occur, 1 for the most frequent one, and turns texts into these numbers. Mirrors <c>Tokenizer</c> of
/// tf_keras/src/preprocessing/text.py.
/// </summary>
[KerasExport("keras.preprocessing.text.Tokenizer")]
public class Tokenizer
{
    private readonly Func<string, IEnumerable<string>>? _analyzer;

    /// <summary>A tokenizer that knows no words yet.</summary>
    /// <param name="num_words">Only the <c>num_words - 1</c> most frequent words count; null for all.</param>
    /// <param name="filters">Characters that end words and belong to none.</param>
    /// <param name="lower">Whether letters become small.</param>
    /// <param name="split">What else lies between words.</param>
    /// <param name="char_level">Whether every character is a word.</param>
    /// <param name="oov_token">A word of number 1 that stands for all that are not known; null leaves those away.</param>
    /// <param name="analyzer">Splits a text in place of <c>text_to_word_sequence</c>.</param>
    /// <param name="nb_words">An old name of <paramref name="num_words"/>.</param>
    /// <param name="document_count">How many texts are counted already.</param>
    public Tokenizer(int? num_words = null, string filters = WordSequence.Filters, bool lower = true, string split = " ", bool char_level = false,
        string? oov_token = null, Func<string, IEnumerable<string>>? analyzer = null, int? nb_words = null, int document_count = 0)
    {
        if (nb_words is not null)
            Console.Error.WriteLine("WARNING: The `nb_words` argument in `Tokenizer` has been renamed `num_words`.");
        (this.num_words, this.filters, this.lower, this.split, this.char_level) = (nb_words ?? num_words, filters, lower, split, char_level);
        (this.oov_token, _analyzer, this.document_count) = (oov_token, analyzer, document_count);
    }

    /// <summary>How many numbers count, 0 included; null for all.</summary>
    public int? num_words { get; set; }

    /// <summary>Characters that end words and belong to none.</summary>
    public string filters { get; }

    /// <summary>Whether letters become small.</summary>
    public bool lower { get; }

    /// <summary>What else lies between words.</summary>
    public string split { get; }

    /// <summary>Whether every character is a word.</summary>
    public bool char_level { get; }

    /// <summary>The word that stands for all that are not known, or null.</summary>
    public string? oov_token { get; }

    /// <summary>How many texts were counted.</summary>
    public int document_count { get; private set; }

    /// <summary>How often each word occurred, in the order in which they came.</summary>
    public Dictionary<string, int> word_counts { get; private set; } = [];

    /// <summary>In how many texts each word occurred.</summary>
    public Dictionary<string, int> word_docs { get; private set; } = [];

    /// <summary>In how many texts each number occurred.</summary>
    public Dictionary<int, int> index_docs { get; private set; } = [];

    /// <summary>The number of each word, from 1.</summary>
    public Dictionary<string, int> word_index { get; private set; } = [];

    /// <summary>The word of each number.</summary>
    public Dictionary<int, string> index_word { get; private set; } = [];

    private int? UnknownIndex => oov_token is not null && word_index.TryGetValue(oov_token, out int index) ? index : null;

    /// <summary>Counts the words of texts and numbers all words anew.</summary>
    public void fit_on_texts(IEnumerable<string> texts) => Fit(texts.Select(Words));

    /// <summary>Counts the words of texts that are split already.</summary>
    public void fit_on_texts(IEnumerable<IReadOnlyList<string>> texts) => Fit(texts.Select(Words));

    /// <summary>Counts in how many sequences each number occurs, for the "tfidf" of <see cref="sequences_to_matrix"/>.</summary>
    public void fit_on_sequences(IEnumerable<IReadOnlyList<int>> sequences)
    {
        foreach (IReadOnlyList<int> sequence in sequences)
        {
            document_count++;
            foreach (int index in sequence.Distinct())
                Count(index_docs, index);
        }
    }

    /// <summary>The numbers of the words of each text; unknown words are left away or become <see cref="oov_token"/>'s number.</summary>
    public List<List<int>> texts_to_sequences(IEnumerable<string> texts) => [.. texts_to_sequences_generator(texts)];

    /// <inheritdoc cref="texts_to_sequences(IEnumerable{string})"/>
    public List<List<int>> texts_to_sequences(IEnumerable<IReadOnlyList<string>> texts) => [.. texts.Select(text => Numbers(Words(text)))];

    /// <summary>The same, one text at a time.</summary>
    public IEnumerable<List<int>> texts_to_sequences_generator(IEnumerable<string> texts) => texts.Select(text => Numbers(Words(text)));

    /// <summary>The words of each sequence of numbers with spaces between them.</summary>
    public List<string> sequences_to_texts(IEnumerable<IReadOnlyList<int>> sequences) => [.. sequences_to_texts_generator(sequences)];

    /// <summary>The same, one sequence at a time.</summary>
    public IEnumerable<string> sequences_to_texts_generator(IEnumerable<IReadOnlyList<int>> sequences) =>
        sequences.Select(sequence => string.Join(' ', sequence.Select(Word).Where(word => word is not null)));

    /// <summary>A row of numbers for each text; see <see cref="sequences_to_matrix"/>.</summary>
    public NDArray texts_to_matrix(IEnumerable<string> texts, string mode = "binary") => sequences_to_matrix(texts_to_sequences(texts), mode);

    /// <summary>A row of numbers for each sequence.</summary>
    /// <param name="sequences">Numbers of words.</param>
    /// <param name="mode">"binary" (whether a word occurs), "count", "freq" (its part of the text) or "tfidf" ((1 + ln count)·ln(1 + texts / (1 + texts with it))).</param>
    /// <returns>Shape <c>(sequences, num_words)</c>, float64.</returns>
    /// <exception cref="KerasValueException">The mode is another, or no text was counted.</exception>
    public NDArray sequences_to_matrix(IEnumerable<IReadOnlyList<int>> sequences, string mode = "binary")
    {
        int width = num_words is > 0 ? num_words.Value
            : word_index.Count > 0 ? word_index.Count + 1
            : throw new KerasValueException("Specify a dimension (`num_words` argument), or fit on some text data first.");
        if (mode == "tfidf" && document_count == 0)
            throw new KerasValueException("Fit the Tokenizer on some data before using tfidf mode.");
        IReadOnlyList<int>[] rows = [.. sequences];
        var x = new double[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
            foreach (IGrouping<int, int> word in rows[i].Where(word => word < width).GroupBy(word => word))
            {
                int count = word.Count();
                x[i * width + word.Key] = mode switch
                {
                    "count" => count,
                    "freq" => (double)count / rows[i].Count,
                    "binary" => 1,
                    "tfidf" => (1 + Math.Log(count)) * Math.Log(1 + (double)document_count / (1 + index_docs.GetValueOrDefault(word.Key))),
                    _ => throw new KerasValueException($"('Unknown vectorization mode:', {PythonText.Repr(mode)})"),
                };
            }
        return NDArray.Over(x, [rows.Length, width]);
    }

    /// <summary>The arguments and counts, as Keras writes them: the counts are JSON texts.</summary>
    public Config get_config() => new()
    {
        ["num_words"] = num_words,
        ["filters"] = filters,
        ["lower"] = lower,
        ["split"] = split,
        ["char_level"] = char_level,
        ["oov_token"] = oov_token,
        ["document_count"] = document_count,
        ["word_counts"] = Json(word_counts),
        ["word_docs"] = Json(word_docs),
        ["index_docs"] = Json(index_docs),
        ["index_word"] = Json(index_word),
        ["word_index"] = Json(word_index),
    };

    /// <summary>The tokenizer as JSON, which <c>tokenizer_from_json</c> reads here and in Python.</summary>
    public string to_json() => new Config { ["class_name"] = "Tokenizer", ["config"] = get_config() }.ToJson();

    /// <summary>A tokenizer that <see cref="to_json"/> wrote, here or in Python.</summary>
    /// <exception cref="ModelFormatException">The text is no such JSON.</exception>
    [KerasExport("keras.preprocessing.text.tokenizer_from_json")]
    public static Tokenizer tokenizer_from_json(string json_string)
    {
        const string Field = "tokenizer";
        try
        {
            using JsonDocument document = JsonDocument.Parse(json_string);
            JsonElement config = document.RootElement.GetProperty("config");
            string? Text(string name) => config.GetProperty(name).GetString();
            Dictionary<TKey, TValue> Map<TKey, TValue>(string name, Func<string, TKey> key, Func<JsonElement, TValue> value) where TKey : notnull
            {
                using JsonDocument counts = JsonDocument.Parse(Text(name)!);
                return counts.RootElement.EnumerateObject().ToDictionary(pair => key(pair.Name), pair => value(pair.Value));
            }
            static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
            JsonElement words = config.GetProperty("num_words");
            return new(words.ValueKind == JsonValueKind.Null ? null : words.GetInt32(), Text("filters")!, config.GetProperty("lower").GetBoolean(), Text("split")!,
                config.GetProperty("char_level").GetBoolean(), Text("oov_token"), document_count: config.GetProperty("document_count").GetInt32())
            {
                word_counts = Map("word_counts", name => name, count => count.GetInt32()),
                word_docs = Map("word_docs", name => name, count => count.GetInt32()),
                index_docs = Map("index_docs", Number, count => count.GetInt32()),
                index_word = Map("index_word", Number, word => word.GetString()!),
                word_index = Map("word_index", name => name, index => index.GetInt32()),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelFormatException("tokenizer_from_json", 0, Field, "the JSON of a Tokenizer", e.Message, e);
        }
    }

    private void Fit(IEnumerable<IReadOnlyList<string>> texts)
    {
        foreach (IReadOnlyList<string> words in texts)
        {
            document_count++;
            foreach (string word in words)
                Count(word_counts, word);
            foreach (string word in words.Distinct())
                Count(word_docs, word);
        }
        // Words that are equally frequent keep the order in which they came.
        IEnumerable<string> ranked = word_counts.OrderByDescending(pair => pair.Value).Select(pair => pair.Key);
        if (oov_token is not null)
            ranked = ranked.Prepend(oov_token);
        word_index = [];
        int index = 0;
        foreach (string word in ranked)
            word_index[word] = ++index;
        index_word = word_index.ToDictionary(pair => pair.Value, pair => pair.Key);
        foreach ((string word, int count) in word_docs)
            index_docs[word_index[word]] = count;
    }

    private IReadOnlyList<string> Words(string text)
    {
        if (char_level)
            return [.. (lower ? text.ToLowerInvariant() : text).EnumerateRunes().Select(rune => rune.ToString())];
        return _analyzer is not null ? [.. _analyzer(text)] : WordSequence.text_to_word_sequence(text, filters, lower, split);
    }

    private IReadOnlyList<string> Words(IReadOnlyList<string> words) => lower ? [.. words.Select(word => word.ToLowerInvariant())] : words;

    private List<int> Numbers(IReadOnlyList<string> words)
    {
        int? unknown = UnknownIndex;
        var numbers = new List<int>(words.Count);
        foreach (string word in words)
            if (word_index.TryGetValue(word, out int index) && !(num_words is > 0 && index >= num_words))
                numbers.Add(index);
            else if (unknown is { } stand)
                numbers.Add(stand);
        return numbers;
    }

    private string? Word(int index)
    {
        string? unknown = UnknownIndex is { } at ? index_word[at] : null;
        return index_word.TryGetValue(index, out string? word) && !(num_words is > 0 && index >= num_words) ? word : unknown;
    }

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key) where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static string Json<TKey, TValue>(Dictionary<TKey, TValue> map) where TKey : notnull
    {
        var config = new Config();
        foreach ((TKey key, TValue value) in map)
            config[PythonText.Str(key)] = value;
        return config.ToJson();
    }
}
