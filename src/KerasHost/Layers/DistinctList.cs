using System.Runtime.CompilerServices;

namespace KerasHost.Layers;

/// <summary>Objects in the order in which they came, each once; nothing is allocated until there is one.</summary>
internal struct DistinctList<T> where T : class
{
    private const int FewEnoughToCompare = 16;

    private List<T>? _items;
    private HashSet<T>? _seen;

    public DistinctList() { }

    /// <summary>Adds an object unless it is there.</summary>
    public void Add(T item)
    {
        _items ??= [];
        if (_seen is null && _items.Count == FewEnoughToCompare)
            _seen = new(_items, ReferenceEqualityComparer.Instance);
        if (_seen?.Add(item) ?? !Contains(item))
            _items.Add(item);
    }

    /// <summary>Adds those objects that are not there.</summary>
    public void AddRange(IReadOnlyList<T> items)
    {
        for (int i = 0; i < items.Count; i++)
            Add(items[i]);
    }

    /// <inheritdoc cref="AddRange(IReadOnlyList{T})"/>
    public void AddRange(IEnumerable<T> items)
    {
        foreach (T item in items)
            Add(item);
    }

    /// <summary>The objects.</summary>
    public readonly T[] ToArray() => _items is null ? [] : [.. _items];

    private readonly bool Contains(T item)
    {
        foreach (T other in _items!)
            if (ReferenceEquals(other, item))
                return true;
        return false;
    }
}
