using KerasHost.Data;

namespace KerasHost.Layers;

/// <summary>
/// Words and their numbers as TextVectorization and StringLookup share them: numbers for padding and unknown words first, then the words.
/// Mirrors tf_keras/src/layers/preprocessing/index_lookup.py.
/// </summary>
/// <param name="layer">The layer, for errors.</param>
/// <param name="maxTokens">The number of words and special words at most, or null.</param>
/// <param name="maskToken">The word that stands for nothing, or null.</param>
/// <param name="countsMask">Whether that word has the number 0, or none.</param>
/// <param name="oovToken">The word that stands for unknown ones, or null where there are none.</param>
/// <param name="tfIdf">Whether the numbers of texts with a word are counted.</param>
/// <param name="unknowns">How many numbers unknown words share out among themselves, where there are any.</param>
internal sealed class Vocabulary(string layer, int? maxTokens, string? maskToken, bool countsMask, string? oovToken, bool tfIdf, int unknowns = 1)
{
    private readonly Dictionary<string, int> _numbers = [];
    private string[] _words = [];

    /// <summary>How many numbers come before the first word.</summary>
    public int First { get; } = (maskToken is not null && countsMask ? 1 : 0) + (oovToken is null ? 0 : unknowns);

    // The first number of unknown words, or -1.
    private readonly int _unknown = oovToken is null ? -1 : maskToken is not null && countsMask ? 1 : 0;

    /// <summary>How many numbers there are.</summary>
    public int Size => First + _words.Length;

    /// <summary>Whether words are known.</summary>
    public bool IsKnown => _words.Length > 0;

    /// <summary>A factor for each number where texts with a word were counted or given, else null.</summary>
    public float[]? IdfWeights { get; private set; }

    /// <summary>The words with the special ones, or without.</summary>
    public List<string> Words(bool special) => special ? [.. Specials, .. _words] : [.. _words];

    private IEnumerable<string> Specials => ((string?[])[countsMask ? maskToken : null, .. Enumerable.Repeat(oovToken, unknowns)]).OfType<string>();

    /// <summary>The number of a word; one that is not known has that of its hash, or -1 where unknown words have none; -2 for the mask's word where it has none.</summary>
    public int Number(string word) => word == maskToken ? (countsMask ? 0 : -2) : _numbers.TryGetValue(word, out int number) ? number
        : _unknown >= 0 && unknowns > 1 ? _unknown + (int)TensorFlow.Fingerprint64.Bucket(word, unknowns) : _unknown;

    /// <summary>The word of a number.</summary>
    public string Word(long number) => number == 0 && maskToken is not null && countsMask ? maskToken
        : number >= First && number < Size ? _words[number - First] : oovToken ?? "";

    /// <summary>Takes the words of a file, one a line, or of a list, with the special words in front or without.</summary>
    /// <exception cref="KerasValueException">A word is there twice, there are too many, or factors are missing or too many.</exception>
    public void Set(IReadOnlyList<string> vocabulary, IReadOnlyList<double>? idfWeights)
    {
        if (tfIdf && idfWeights is null)
            throw new KerasValueException("`idf_weights` must be set if output_mode is TF_IDF");
        if (!tfIdf && idfWeights is not null)
            throw new KerasValueException("`idf_weights` should only be set if output_mode is `'tf_idf'`.");
        if (vocabulary.Count == 0)
            throw new KerasValueException("Cannot set an empty vocabulary, you passed [].");
        bool hasSpecials = vocabulary.Take(First).SequenceEqual(Specials) && First > 0;
        string[] words = [.. vocabulary.Skip(hasSpecials ? First : 0)];
        string[] repeated = [.. words.GroupBy(word => word).Where(group => group.Count() > 1).Select(group => group.Key)];
        if (repeated.Length > 0)
            throw new KerasValueException($"The passed vocabulary has at least one repeated term. Please uniquify your dataset. The repeated terms are {PythonText.Repr(repeated)}");
        if (maskToken is not null && words.Contains(maskToken))
            throw new KerasValueException($"Found reserved mask token at unexpected location in `vocabulary`. Note that passed `vocabulary` does not need to include the OOV and mask tokens. Either remove all mask and OOV tokens, or include them only at the start of the vocabulary in precisely this order: {PythonText.Repr(Specials.ToArray())}.");
        if (First + words.Length > maxTokens)
            throw new KerasValueException($"Attempted to set a vocabulary larger than the maximum vocab size. Passed vocab size is {First + words.Length}, max vocab size is {maxTokens}.");
        if (idfWeights is not null && idfWeights.Count != vocabulary.Count)
            throw new KerasValueException($"`idf_weights` must be the same length as vocabulary. len(idf_weights) is {idfWeights.Count}, len(vocabulary) is {vocabulary.Count}");
        Take(words);
        if (idfWeights is not null)
            IdfWeights = [.. hasSpecials ? [] : Enumerable.Repeat((float)idfWeights.Average(), First), .. idfWeights.Select(weight => (float)weight)];
    }

    /// <summary>Counts the words of texts; the most frequent come first, and of equally frequent ones the last by name.</summary>
    public void Learn(IEnumerable<IReadOnlyList<string>> texts)
    {
        var counts = new Dictionary<string, long>();
        var documents = new Dictionary<string, long>();
        long count = 0;
        foreach (IReadOnlyList<string> words in texts)
        {
            count++;
            foreach (string word in words)
                counts[word] = counts.GetValueOrDefault(word) + 1;
            if (tfIdf)
                foreach (string word in words.Distinct())
                    documents[word] = documents.GetValueOrDefault(word) + 1;
        }
        foreach (string special in Specials.Append(maskToken).OfType<string>())
            counts.Remove(special);
        IEnumerable<string> ranked = counts.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key, Utf8Order.Instance).Select(pair => pair.Key);
        Take([.. maxTokens is { } limit ? ranked.Take(Math.Max(0, limit - First)) : ranked]);
        if (!tfIdf)
            return;
        float[] weights = Array.ConvertAll(_words, word => MathF.Log(1 + (float)count / (1 + documents[word])));
        IdfWeights = [.. Enumerable.Repeat(weights.Length > 0 ? weights.Average() : 0, First), .. weights];
    }

    /// <summary>The texts in data, whatever their shape: datasets give their first component.</summary>
    public static IEnumerable<Tensor> Batches(Dataset dataset)
    {
        foreach (Tensors element in dataset)
            yield return element[0];
    }

    /// <exception cref="KerasException">No words are known yet.</exception>
    public void MustBeKnown()
    {
        if (!IsKnown)
            throw new KerasException($"Layer {layer} has no vocabulary yet: call adapt() on texts, or pass one as `vocabulary`.");
    }

    private void Take(string[] words)
    {
        _words = words;
        _numbers.Clear();
        for (int i = 0; i < words.Length; i++)
            _numbers[words[i]] = First + i;
    }

    // TensorFlow compares the bytes of UTF-8; C#'s ordinal order of UTF-16 differs beyond U+FFFF.
    private sealed class Utf8Order : IComparer<string>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(string? x, string? y)
        {
            int order = string.CompareOrdinal(x, y);
            bool isPlain = order == 0 || !(x!.Any(char.IsSurrogate) || y!.Any(char.IsSurrogate));
            return isPlain ? order : System.Text.Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y!));
        }
    }
}
