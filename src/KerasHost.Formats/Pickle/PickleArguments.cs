using System.Globalization;

namespace KerasHost.Formats.Pickle;

/// <summary>What a pickle passes to an allowed global, checked as it is taken out.</summary>
public readonly struct PickleArguments
{
    private readonly IReadOnlyList<object?> _values;
    private readonly string _path;
    private readonly long _offset;

    internal PickleArguments(IReadOnlyList<object?> values, string path, long offset)
    {
        _values = values;
        _path = path;
        _offset = offset;
    }

    /// <summary>The elements of one of the arguments, to be taken out in the same way.</summary>
    internal PickleArguments(PickleTuple values, PickleArguments outer) : this(values, outer._path, outer._offset) { }

    /// <summary>The number of values.</summary>
    public int Count => _values.Count;

    /// <summary>A value; null for Python's None and for one that is not there.</summary>
    public object? this[int index] => index < _values.Count ? _values[index] : null;

    /// <summary>A value of this type.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="field">What it is, for the error.</param>
    /// <exception cref="ModelFormatException">It is missing or of another type.</exception>
    public T Get<T>(int index, string field) =>
        this[index] is T value ? value : throw Error(field, $"a value of type {typeof(T).Name}", Describe(index));

    /// <summary>An integer that is not negative and below 2^31.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public int GetSize(int index, string field) =>
        this[index] is long value and >= 0 and <= int.MaxValue ? (int)value : throw Error(field, "an integer from 0 to 2^31 - 1", Describe(index));

    /// <summary>A tuple (or list) of integers.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public long[] GetIntegers(int index, string field)
    {
        if (this[index] is not IReadOnlyList<object?> list)
            throw Error(field, "a tuple of integers", Describe(index));
        var result = new long[list.Count];
        for (int i = 0; i < result.Length; i++)
            result[i] = list[i] is long value ? value : throw Error(field, "a tuple of integers", "another element");
        return result;
    }

    /// <summary>The error for a value.</summary>
    public ModelFormatException Error(string field, string expected, string found) => new(_path, _offset, field, expected, found);

    private string Describe(int index) => this[index] switch
    {
        null => index < Count ? "None" : "nothing",
        long value => value.ToString(CultureInfo.InvariantCulture),
        string text => $"'{(text.Length > 100 ? text[..100] + "…" : text)}'",
        { } other => "a " + other.GetType().Name,
    };
}
