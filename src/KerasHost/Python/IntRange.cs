using System.Collections;
using KerasHost.Printing;

namespace KerasHost.Python;

/// <summary>Python's <c>range</c>: integers from a start to an end, which is not included, a step apart.</summary>
public sealed class IntRange : IReadOnlyList<int>, ICollection, IPythonText
{
    private readonly int _start, _stop, _step;

    /// <summary>The integers from a start to an end.</summary>
    /// <exception cref="KerasValueException">The step is zero.</exception>
    public IntRange(int start, int stop, int step)
    {
        if (step == 0)
            throw new KerasValueException("range() arg 3 must not be zero");
        (_start, _stop, _step) = (start, stop, step);
        long distance = step > 0 ? (long)stop - start : (long)start - stop, size = Math.Abs((long)step);
        Count = (int)Math.Min(int.MaxValue, Math.Max(0, (distance + size - 1) / size));
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    /// <summary>The integer at a position; negative ones count from the end.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public int this[int index]
    {
        get
        {
            int i = index < 0 ? index + Count : index;
            return (uint)i < (uint)Count ? _start + i * _step : throw new IndexOutOfRangeException("range object index out of range");
        }
    }

    /// <summary>The integers in order.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return _start + i * _step;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (int i in this)
            array.SetValue(i, index++);
    }

    /// <inheritdoc/>
    public string Repr() => _step == 1 ? $"range({_start}, {_stop})" : $"range({_start}, {_stop}, {_step})";

    /// <inheritdoc/>
    public override string ToString() => Repr();
}
