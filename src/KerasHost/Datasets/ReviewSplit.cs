using System.Globalization;
using KerasHost.Formats.Npy;
using KerasHost.Formats.Pickle;
using KerasHost.RandomNumbers;

namespace KerasHost.Datasets;

/// <summary>The reviews of one split as they lie in the file, with the order in which they are to be given out.</summary>
internal sealed class ReviewSplit
{
    // int[] or PickleList of integers.
    private readonly object[] _rows;
    private readonly long[] _labels;

    /// <summary>A split in the order of the file.</summary>
    /// <param name="reviews">The ranks of each review's words.</param>
    /// <param name="labels">As many labels.</param>
    public ReviewSplit(int[][] reviews, long[] labels)
        : this((object[])reviews, labels)
    {
    }

    private ReviewSplit(object[] rows, long[] labels)
    {
        (_rows, _labels) = (rows, labels);
        Order = [.. Enumerable.Range(0, rows.Length)];
    }

    /// <summary>Positions of the reviews in the file, in the order in which they are given out.</summary>
    public int[] Order { get; set; }

    /// <summary>The split of two arrays of a file.</summary>
    /// <exception cref="ModelFormatException">They hold something other than reviews and labels.</exception>
    public static ReviewSplit Of(string file, string part, NpyArray x, NpyArray y)
    {
        if (x.DType.Code != DTypeCode.Object || x.Shape.Rank != 1)
            throw new ModelFormatException(file, null, "x_" + part, "an array of lists", $"shape {x.Shape} of {x.DType}");
        if (!y.DType.is_integer || y.Shape != x.Shape)
            throw new ModelFormatException(file, null, "y_" + part, $"whole numbers of shape {x.Shape}", $"shape {y.Shape} of {y.DType}");
        var rows = new object[y.Data.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = Check(file, "x_" + part, i, x.As<object>()[i]);
        return new(rows, ToInt64(y.Data));
    }

    /// <summary>Puts the order at random, as <c>RandomState.shuffle</c> of the positions.</summary>
    public void Shuffle(NumPyRandomState random) => random.Shuffle<int>(Order);

    /// <summary>The words of a review of the file, as ranks.</summary>
    public ReadOnlySpan<int> Words(int position)
    {
        if (_rows[position] is int[] words)
            return words;
        ((PickleList)_rows[position]!).TryGetInts(out var ints);
        return ints;
    }

    /// <summary>The labels in the order in which the reviews are given out.</summary>
    public long[] OrderedLabels() => Array.ConvertAll(Order, position => _labels[position]);

    private static object Check(string file, string name, int position, object? row)
    {
        switch (row)
        {
            case PickleList list when list.TryGetInts(out _):
                return list;
            case NpyArray { DType.is_integer: true, Shape.Rank: 1 } array:
                return array.Data as int[] ?? Array.ConvertAll(ToInt64(array.Data), word => (int)word);
            default:
                throw new ModelFormatException(
                    file, null, string.Create(CultureInfo.InvariantCulture, $"{name}[{position}]"), "a list of whole numbers", row?.GetType().Name ?? "None");
        }
    }

    private static long[] ToInt64(Array values) =>
        values as long[] ?? [.. values.Cast<object>().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
}
