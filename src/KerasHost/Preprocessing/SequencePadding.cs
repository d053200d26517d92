using System.Collections;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Preprocessing;

/// <summary>Brings sequences to one length. Mirrors <c>pad_sequences</c> of tf_keras/src/utils/data_utils.py.</summary>
public static class SequencePadding
{
    private const string Pre = "pre";
    private const string Post = "post";

    /// <summary>An array of the sequences, each padded with a value or cut to the same length.</summary>
    /// <param name="sequences">
    /// Lists or arrays: an NDArray of lists (as <c>load_data</c> gives them), <c>int[][]</c>, <c>List&lt;List&lt;double&gt;&gt;</c> and the
    /// like; also of vectors, <c>float[][][]</c>, which must all be of one shape.
    /// </param>
    /// <param name="maxlen">The length; null for that of the longest sequence.</param>
    /// <param name="dtype">Type of the result, int32 by default; numbers are cut off as NumPy casts. Words need <c>"object"</c>.</param>
    /// <param name="padding">Where the padding goes: <c>"pre"</c> before the sequence, <c>"post"</c> after it.</param>
    /// <param name="truncating">Where a sequence that is too long is cut: <c>"pre"</c> at its beginning, <c>"post"</c> at its end.</param>
    /// <param name="value">The padding, a number or text; 0.0 by default.</param>
    /// <returns>Shape <c>(sequences, maxlen)</c>, or <c>(sequences, maxlen, …)</c> for sequences of vectors.</returns>
    /// <exception cref="KerasValueException">An argument has another value, something is no sequence, or shapes differ: with Keras's text.</exception>
    [KerasExport("keras.preprocessing.sequence.pad_sequences", "keras.utils.pad_sequences")]
    public static NDArray pad_sequences(
        IEnumerable sequences, int? maxlen = null, DType? dtype = null, string padding = Pre, string truncating = Pre, NDArray? value = null)
    {
        object[] rows = Rows(sequences);
        int[] lengths = Array.ConvertAll(rows, Length);
        DType type = dtype ?? DType.Int32;
        NDArray fill = value ?? 0.0;
        int width = maxlen ?? (lengths.Length > 0 ? lengths.Max() : throw new KerasValueException("zero-size array to reduction operation maximum which has no identity"));
        if (fill.dtype.Code == DTypeCode.String && type.Code is not (DTypeCode.Object or DTypeCode.String))
            throw new KerasValueException(
                $"`dtype` {type} is not compatible with `value`'s type: <class 'str'>\nYou should set `dtype=object` for variable length strings.");
        if (width < 0)
            throw new KerasValueException("negative dimensions are not allowed");
        if (lengths.Any(length => length > 0))
            Check(lengths, width, padding, truncating);

        var plan = new Plan(width, padding == Pre, truncating == Pre);
        if (Array.TrueForAll(rows, row => row is int[] or List<int>))
            switch (type.Code)
            {
                case DTypeCode.Int32: return PadInts<int>(rows, plan, fill);
                case DTypeCode.Int64: return PadInts<long>(rows, plan, fill);
                case DTypeCode.Float32: return PadInts<float>(rows, plan, fill);
                case DTypeCode.Float64: return PadInts<double>(rows, plan, fill);
            }
        return PadAny(rows, lengths, plan, type, fill);
    }

    /// <summary>An array of the sequences, each padded with a value or cut to the same length: for lists written out, <c>[[1], [2, 3]]</c>.</summary>
    /// <param name="sequences">Lists or arrays.</param>
    /// <param name="maxlen">The length; null for that of the longest sequence.</param>
    /// <param name="dtype">Type of the result, int32 by default.</param>
    /// <param name="padding">Where the padding goes: <c>"pre"</c> or <c>"post"</c>.</param>
    /// <param name="truncating">Where a sequence that is too long is cut: <c>"pre"</c> or <c>"post"</c>.</param>
    /// <param name="value">The padding, a number or text; 0.0 by default.</param>
    /// <returns>Shape <c>(sequences, maxlen)</c>.</returns>
    [KerasExport("keras.preprocessing.sequence.pad_sequences", "keras.utils.pad_sequences")]
    public static NDArray pad_sequences<T>(
        IEnumerable<IEnumerable<T>> sequences, int? maxlen = null, DType? dtype = null, string padding = Pre, string truncating = Pre, NDArray? value = null) =>
        pad_sequences((IEnumerable)sequences, maxlen, dtype, padding, truncating, value);

    // Each row as int[], List<int>, NDArray or another counted collection.
    private static object[] Rows(IEnumerable sequences)
    {
        if (sequences is Array { Rank: > 1 })
            sequences = NestedValues.ToArray(sequences);
        if (sequences is NDArray { ndim: 0 })
            throw new KerasValueException("`sequences` must be iterable.");
        IEnumerable<object?> rows = sequences is NDArray { ndim: 1 } array
            ? Enumerable.Range(0, array.size).Select(array.item)
            : sequences.Cast<object?>();
        return [.. rows.Select(Counted)];
    }

    private static object Counted(object? row) => row switch
    {
        string or null => throw NotIterable(row),
        NDArray { ndim: > 0 } or ICollection => row,
        NDArray => throw NotIterable(row),
        IEnumerable items => items.Cast<object?>().ToList(),
        _ => throw NotIterable(row),
    };

    private static KerasValueException NotIterable(object? row) =>
        new($"`sequences` must be a list of iterables. Found non-iterable: {PythonText.Str(row)}");

    private static int Length(object row) => row is NDArray array ? array.Count : ((ICollection)row).Count;

    private static void Check(int[] lengths, int width, string padding, string truncating)
    {
        if (truncating is not (Pre or Post))
            throw new KerasValueException($"Truncating type \"{truncating}\" not understood");
        if (padding is not (Pre or Post))
            throw new KerasValueException($"Padding type \"{padding}\" not understood");
        // Python's s[-0:] is the whole of s, which then does not fit; a single element is broadcast into nothing.
        if (width == 0 && truncating == Pre && Array.Find(lengths, length => length > 1) is > 1 and var first)
            throw new KerasValueException($"could not broadcast input array from shape ({first},) into shape (0,)");
    }

    private static NDArray PadInts<T>(object[] rows, Plan plan, NDArray fill)
        where T : unmanaged, INumber<T>
    {
        T value = fill.item<T>();
        T[] result = GC.AllocateUninitializedArray<T>(checked(rows.Length * plan.Width));
        if (result.Length > 0)
            Parallel.ForEach(Partitioner.Create(0, rows.Length), range =>
            {
                for (int i = range.Item1; i < range.Item2; i++)
                {
                    ReadOnlySpan<int> row = rows[i] is int[] words ? words : CollectionsMarshal.AsSpan((List<int>)rows[i]);
                    Span<T> target = result.AsSpan(i * plan.Width, plan.Width);
                    var (from, count, to) = plan.Place(row.Length);
                    target[..to].Fill(value);
                    target[(to + count)..].Fill(value);
                    Copy(row.Slice(from, count), target[to..]);
                }
            });
        return NDArray.Over(result, Shape.Of(rows.Length, plan.Width));
    }

    private static void Copy<T>(ReadOnlySpan<int> source, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(int))
        {
            source.CopyTo(MemoryMarshal.Cast<T, int>(target));
            return;
        }
        for (int i = 0; i < source.Length; i++)
            target[i] = T.CreateTruncating(source[i]);
    }

    private static NDArray PadAny(object[] rows, int[] lengths, Plan plan, DType type, NDArray fill)
    {
        int first = Array.FindIndex(lengths, length => length > 0);
        int[] sample = first < 0 ? [] : NestedValues.ToArray(rows[first]).Dims[1..].ToArray();
        NDArray result = NDArray.Zeros(type, [rows.Length, plan.Width, .. sample]);
        result.fill(fill.astype(type));
        for (int i = 0; i < rows.Length; i++)
        {
            if (lengths[i] == 0)
                continue;
            NDArray row = NestedValues.ToArray(rows[i]);
            if (!row.Dims[1..].SequenceEqual(sample))
                throw new KerasValueException(
                    $"Shape of sample {row.shape.Part(1, row.ndim)} of sequence at position {i} is different from expected shape {Shape.Of(sample)}");
            var (from, count, to) = plan.Place(lengths[i]);
            if (count > 0)
                result[i, to..(to + count)] = row[from..(from + count)].astype(type);
        }
        return result;
    }

    /// <summary>Which part of a sequence goes where.</summary>
    private readonly record struct Plan(int Width, bool PadsBefore, bool CutsBefore)
    {
        public (int From, int Count, int To) Place(int length)
        {
            int count = Math.Min(length, Width);
            return (CutsBefore ? length - count : 0, count, PadsBefore ? Width - count : 0);
        }
    }
}
