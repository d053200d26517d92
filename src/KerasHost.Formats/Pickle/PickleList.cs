using System.Collections;

namespace KerasHost.Formats.Pickle;

/// <summary>
/// A Python list from a pickle. As long as it holds nothing but integers of 32 bits it stores them side by side:
/// <see cref="TryGetInts"/> hands them out without a copy.
/// </summary>
public sealed class PickleList : IReadOnlyList<object?>
{
    private int[] _ints = [];
    private int _start;
    private PickleValue[]? _values;

    internal PickleList() { }

    /// <summary>The number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>An element: null, bool, long, BigInteger, double, string, byte[], PickleList, PickleTuple, PickleDict, or what an allowed global made.</summary>
    public object? this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _values is null ? (long)_ints[_start + index] : _values[index].ToObject();
        }
    }

    /// <summary>The elements, if every one is an integer of 32 bits (so also for an empty list).</summary>
    public bool TryGetInts(out ReadOnlySpan<int> ints)
    {
        ints = _values is null ? _ints.AsSpan(_start, Count) : default;
        return _values is null;
    }

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Appends integers; they go to the end of <paramref name="store"/>, right behind those of this list where possible.</summary>
    internal void Append(IntStore store, ReadOnlySpan<int> ints)
    {
        if (_values is not null)
        {
            var values = Reserve(ints.Length);
            foreach (int value in ints)
                values[Count++] = PickleValue.Of((long)value);
            return;
        }
        store.Append(ref _ints, ref _start, Count, ints);
        Count += ints.Length;
    }

    /// <summary>Appends values.</summary>
    internal void Append(IntStore store, ReadOnlySpan<PickleValue> values)
    {
        if (values.IsEmpty)
            return;
        if (_values is null && AllInt32(values))
        {
            Span<int> piece = stackalloc int[64];
            while (!values.IsEmpty)
            {
                int count = Math.Min(piece.Length, values.Length);
                for (int i = 0; i < count; i++)
                    piece[i] = (int)values[i].Int;
                Append(store, piece[..count]);
                values = values[count..];
            }
            return;
        }
        values.CopyTo(Reserve(values.Length).AsSpan(Count));
        Count += values.Length;
    }

    private static bool AllInt32(ReadOnlySpan<PickleValue> values)
    {
        foreach (var value in values)
            if (!value.IsInt32)
                return false;
        return true;
    }

    private PickleValue[] Reserve(int more)
    {
        if (_values is null)
        {
            _values = new PickleValue[Count + more];
            for (int i = 0; i < Count; i++)
                _values[i] = PickleValue.Of((long)_ints[_start + i]);
            _ints = [];
        }
        else if (_values.Length < Count + more)
            Array.Resize(ref _values, Math.Max(Count + more, Count * 2));
        return _values;
    }
}
