using System.Collections;

namespace KerasHost.Formats.Pickle;

/// <summary>A Python tuple from a pickle.</summary>
public sealed class PickleTuple : IReadOnlyList<object?>
{
    private readonly object?[] _items;

    internal PickleTuple(object?[] items) => _items = items;

    /// <summary>The number of elements.</summary>
    public int Count => _items.Length;

    /// <summary>An element, as <see cref="PickleList"/> has them.</summary>
    public object? this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
