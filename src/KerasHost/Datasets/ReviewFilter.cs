using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace KerasHost.Datasets;

/// <summary>Turns ranks into word numbers and drops or replaces what the arguments of <c>load_data</c> cut off.</summary>
/// <param name="startChar">Begins each review; null for none.</param>
/// <param name="indexFrom">Added to each rank.</param>
/// <param name="maxLength">Only shorter reviews are kept.</param>
/// <param name="skipTop">Smaller numbers are cut out.</param>
/// <param name="oovChar">Takes the place of what is cut out; null for nothing.</param>
internal sealed class ReviewFilter(int? startChar, int indexFrom, int maxLength, int skipTop, int? oovChar)
{
    private int Extra => startChar is null ? 0 : 1;

    /// <summary>Takes the reviews that are too long out of the order.</summary>
    public void Select(ReviewSplit split)
    {
        if (maxLength != int.MaxValue)
            split.Order = Array.FindAll(split.Order, position => split.Words(position).Length + Extra < maxLength);
    }

    /// <summary>The largest number in the split.</summary>
    public int Largest(ReviewSplit split)
    {
        int largest = startChar ?? int.MinValue;
        foreach (int position in split.Order)
            foreach (int word in split.Words(position))
                largest = Math.Max(largest, word + indexFrom);
        return largest;
    }

    /// <summary>The reviews in the order of the split; numbers of <paramref name="limit"/> and above are cut out too.</summary>
    public int[][] Apply(ReviewSplit split, int limit)
    {
        var result = new int[split.Order.Length][];
        if (result.Length == 0)
            return result;
        Parallel.ForEach(Partitioner.Create(0, result.Length), range =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
            {
                var words = split.Words(split.Order[i]);
                result[i] = oovChar is { } oov ? Replace(words, limit, oov) : Drop(words, limit);
            }
        });
        return result;
    }

    // Runs once a review over some millions of words: too short a loop to be replaced while it runs, so optimised at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Replace(ReadOnlySpan<int> words, int limit, int oov)
    {
        int[] review = GC.AllocateUninitializedArray<int>(words.Length + Extra);
        if (startChar is { } start)
            review[0] = Keeps(start, limit) ? start : oov;
        Span<int> rest = review.AsSpan(Extra);
        for (int i = 0; i < words.Length; i++)
        {
            int word = words[i] + indexFrom;
            rest[i] = word >= skipTop && word < limit ? word : oov;
        }
        return review;
    }

    private int[] Drop(ReadOnlySpan<int> words, int limit)
    {
        int[] kept = GC.AllocateUninitializedArray<int>(words.Length + Extra);
        int count = 0;
        if (startChar is { } start && Keeps(start, limit))
            kept[count++] = start;
        foreach (int rank in words)
            if (Keeps(rank + indexFrom, limit))
                kept[count++] = rank + indexFrom;
        return kept.AsSpan(0, count).ToArray();
    }

    private bool Keeps(int word, int limit) => word >= skipTop && word < limit;
}
