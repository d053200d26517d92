using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Python;

public static partial class builtins
{
    /// <summary>The number of elements of a list, array, dictionary, set, tuple or shape, or of characters of a text.</summary>
    /// <exception cref="KerasTypeException">The value has no length.</exception>
    public static int len(object? value) => value switch
    {
        string text => PythonText.Length(text),
        NDArray array => array.Count,
        ICollection collection => collection.Count,
        Shape shape => shape.Rank,
        ITuple tuple => tuple.Length,
        IEnumerable sequence => Count(sequence),
        _ => throw new KerasTypeException($"object of type '{value?.GetType().Name ?? "NoneType"}' has no len()"),
    };

    /// <summary>The numbers 0, 1, … below an end.</summary>
    public static IntRange range(int stop) => new(0, stop, 1);

    /// <summary>The numbers from a start below an end, a step apart.</summary>
    /// <exception cref="KerasValueException">The step is zero.</exception>
    public static IntRange range(int start, int stop, int step = 1) => new(start, stop, step);

    /// <summary>Each item with its position: <c>foreach (var (i, word) in enumerate(words))</c>.</summary>
    /// <param name="iterable">The items.</param>
    /// <param name="start">The first position.</param>
    public static IEnumerable<(int Index, T Item)> enumerate<T>(IEnumerable<T> iterable, int start = 0) => iterable.Select((item, i) => (start + i, item));

    /// <summary>The items of two sequences in pairs, up to the end of the shorter.</summary>
    public static IEnumerable<(A, B)> zip<A, B>(IEnumerable<A> a, IEnumerable<B> b) => a.Zip(b);

    /// <summary>The items of three sequences in triples, up to the end of the shortest.</summary>
    public static IEnumerable<(A, B, C)> zip<A, B, C>(IEnumerable<A> a, IEnumerable<B> b, IEnumerable<C> c) => a.Zip(b, c);

    /// <summary>The items in reverse order.</summary>
    public static IEnumerable<T> reversed<T>(IEnumerable<T> sequence) => sequence.Reverse();

    /// <summary>The items in order, in a list; text by its characters' numbers.</summary>
    /// <param name="iterable">The items.</param>
    /// <param name="reverse">Largest first.</param>
    public static List<T> sorted<T>(IEnumerable<T> iterable, bool reverse = false) => sorted(iterable, item => item, reverse);

    /// <summary>The items in the order of what a function makes of them; equal ones keep theirs.</summary>
    /// <param name="iterable">The items.</param>
    /// <param name="key">What to compare.</param>
    /// <param name="reverse">Largest first.</param>
    public static List<T> sorted<T, TKey>(IEnumerable<T> iterable, Func<T, TKey> key, bool reverse = false)
    {
        IComparer<TKey> order = PythonOrder.Of<TKey>();
        return [.. reverse ? iterable.OrderByDescending(key, order) : iterable.OrderBy(key, order)];
    }

    /// <summary>An empty list.</summary>
    public static List<T> list<T>() => [];

    /// <summary>The items in a new list.</summary>
    public static List<T> list<T>(IEnumerable<T> iterable) => [.. iterable];

    /// <summary>The different items.</summary>
    public static HashSet<T> set<T>(IEnumerable<T> iterable) => [.. iterable];

    /// <summary>A dictionary of pairs; of equal keys the last holds.</summary>
    public static Dictionary<TKey, TValue> dict<TKey, TValue>(IEnumerable<(TKey, TValue)> pairs)
        where TKey : notnull
    {
        var result = new Dictionary<TKey, TValue>();
        foreach ((TKey key, TValue value) in pairs)
            result[key] = value;
        return result;
    }

    /// <summary>A copy of a dictionary.</summary>
    public static Dictionary<TKey, TValue> dict<TKey, TValue>(Dictionary<TKey, TValue> mapping)
        where TKey : notnull
        => new(mapping);

    /// <summary>What a function makes of each item.</summary>
    public static IEnumerable<TOut> map<T, TOut>(Func<T, TOut> function, IEnumerable<T> iterable) => iterable.Select(function);

    /// <summary>The items for which a function says yes.</summary>
    public static IEnumerable<T> filter<T>(Func<T, bool> function, IEnumerable<T> iterable) => iterable.Where(function);

    /// <summary>Whether any is true.</summary>
    public static bool any(IEnumerable<bool> iterable) => iterable.Any(b => b);

    /// <summary>Whether all are true.</summary>
    public static bool all(IEnumerable<bool> iterable) => iterable.All(b => b);

    /// <summary>The items one at a time, for <see cref="next"/>.</summary>
    public static IEnumerator<T> iter<T>(IEnumerable<T> iterable) => iterable.GetEnumerator();

    /// <summary>The next item.</summary>
    /// <exception cref="InvalidOperationException">There is none: Python's <c>StopIteration</c>.</exception>
    public static T next<T>(IEnumerator<T> iterator) => iterator.MoveNext() ? iterator.Current : throw new InvalidOperationException("StopIteration: the iterator has no more items");

    /// <summary>Positions before an end, for an index: <c>a[slice(3)]</c>; null means what Python's None means.</summary>
    public static Slice slice(int? stop) => new(null, stop);

    /// <summary>Positions for an index: <c>a[slice(1, null, 2)]</c> is Python's <c>a[1::2]</c>.</summary>
    /// <exception cref="KerasValueException">The step is zero.</exception>
    public static Slice slice(int? start, int? stop, int? step = null) => new(start, stop, step);

    /// <summary>Python's <c>...</c> in an index: all axes not mentioned.</summary>
    public static Slice Ellipsis => Slice.Ellipsis;

    private static int Count(IEnumerable sequence)
    {
        int count = 0;
        foreach (object? _ in sequence)
            count++;
        return count;
    }
}
