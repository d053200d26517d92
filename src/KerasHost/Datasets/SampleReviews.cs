using KerasHost.RandomNumbers;

namespace KerasHost.Datasets;

/// <summary>
/// A stand-in for the IMDB reviews that this project writes itself, for machines with neither the data nor a network: made-up
/// sentences whose words go with the label, the same ones every time. Results on it say nothing about the real data.
/// </summary>
internal sealed class SampleReviews
{
    /// <summary>Reviews in each split; half of them are good.</summary>
    public const int Count = 5000;

    private const int Seed = 20240117;
    private const int ShortestReview = 4;
    private const int LongestReview = 28;

    // Of three sentences about two are in the mood of the label: enough to be learned, not enough to be trivial.
    private const double Loyalty = 0.66;

    private static readonly Lazy<SampleReviews> s_instance = new(() => new SampleReviews());

    private readonly List<string> _words = [];
    private readonly Dictionary<string, int> _numbers = [];

    private SampleReviews()
    {
        var random = new NumPyRandomState(Seed);
        Slot[][] good = Compile(SampleVocabulary.Good), bad = Compile(SampleVocabulary.Bad);
        (TrainReviews, TrainLabels) = Write(random, good, bad);
        (TestReviews, TestLabels) = Write(random, good, bad);
        RankByFrequency();
    }

    /// <summary>The stand-in, made at first use.</summary>
    public static SampleReviews Instance => s_instance.Value;

    /// <summary>The ranks of the words, as in Keras's file: 1 for the most frequent.</summary>
    public int[][] TrainReviews { get; }

    /// <summary>1 for a good review, 0 for a bad one.</summary>
    public long[] TrainLabels { get; }

    /// <summary>The ranks of the words.</summary>
    public int[][] TestReviews { get; }

    /// <summary>1 for a good review, 0 for a bad one.</summary>
    public long[] TestLabels { get; }

    /// <summary>Ranks of the words.</summary>
    public Dictionary<string, int> WordIndex { get; } = [];

    /// <summary>Says on standard error, once a process, that the data is made up.</summary>
    /// <param name="missing">What is not there and where it was looked for.</param>
    public static void Announce(string missing) => SampleNotice.Show("IMDB", $"""
        --offline-sample: {missing}
        A GENERATED STAND-IN of {Count} + {Count} MADE-UP reviews is used instead of the
        IMDB data. Losses and accuracies below say nothing about the real data.
        """);

    private Slot[][] Compile(Dictionary<string, string[]> mood)
    {
        var sentences = new Slot[SampleVocabulary.Sentences.Length][];
        for (int i = 0; i < sentences.Length; i++)
            sentences[i] = [.. SampleVocabulary.Sentences[i].Split(' ').Select(token => new Slot([.. Choices(token, mood).Select(Number)]))];
        return sentences;
    }

    private static string[] Choices(string token, Dictionary<string, string[]> mood)
    {
        if (!token.StartsWith('('))
            return [token];
        string list = token[1..^1];
        return mood.TryGetValue(list, out string[]? words) ? words : SampleVocabulary.Lists[list];
    }

    private int Number(string word)
    {
        if (!_numbers.TryGetValue(word, out int number))
        {
            _numbers.Add(word, number = _words.Count);
            _words.Add(word);
        }
        return number;
    }

    private static (int[][], long[]) Write(NumPyRandomState random, Slot[][] good, Slot[][] bad)
    {
        var reviews = new int[Count][];
        var labels = new long[Count];
        var words = new List<int>();
        for (int i = 0; i < Count; i++)
        {
            labels[i] = i % 2;
            words.Clear();
            for (long rest = random.RandInt(ShortestReview, LongestReview + 1); rest > 0; rest--)
            {
                bool isLoyal = random.RandomSample() < Loyalty;
                Slot[][] mood = isLoyal == (labels[i] == 1) ? good : bad;
                foreach (Slot slot in mood[random.RandInt(0, mood.Length)])
                    words.Add(slot.Words.Length == 1 ? slot.Words[0] : slot.Words[random.RandInt(0, slot.Words.Length)]);
            }
            reviews[i] = [.. words];
        }
        return (reviews, labels);
    }

    // Numbers in the order of appearance become ranks by frequency in the training split, as Keras ranks words.
    private void RankByFrequency()
    {
        int[] counts = new int[_words.Count], ranks = new int[_words.Count];
        foreach (int[] review in TrainReviews)
            foreach (int number in review)
                counts[number]++;
        int[] order = [.. Enumerable.Range(0, counts.Length).OrderByDescending(number => counts[number])];
        for (int rank = 1; rank <= order.Length; rank++)
        {
            ranks[order[rank - 1]] = rank;
            WordIndex.Add(_words[order[rank - 1]], rank);
        }
        foreach (int[] review in TrainReviews.Concat(TestReviews))
            foreach (ref int word in review.AsSpan())
                word = ranks[word];
    }

    private readonly record struct Slot(int[] Words);
}
