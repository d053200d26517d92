using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace KerasHost.Formats.Pickle;

/// <summary>A Python dict or OrderedDict from a pickle, in the order in which keys were set.</summary>
public sealed class PickleDict : IReadOnlyList<KeyValuePair<object?, object?>>, IPickleState
{
    private readonly List<KeyValuePair<object?, object?>> _items = [];
    private readonly Dictionary<object, int> _index = new(Keys.Comparer);

    internal PickleDict() { }

    /// <summary>The number of keys.</summary>
    public int Count => _items.Count;

    /// <summary>Key and value in order.</summary>
    public KeyValuePair<object?, object?> this[int index] => _items[index];

    /// <summary>Attributes that the pickle set on the dictionary itself, as PyTorch's <c>_metadata</c>; null when there are none.</summary>
    public PickleDict? Attributes { get; private set; }

    /// <summary>The value of a key of text.</summary>
    public bool TryGetValue(string key, out object? value)
    {
        bool found = _index.TryGetValue(key, out int at);
        value = found ? _items[at].Value : null;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<object?, object?>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Sets a key, as Python's <c>d[key] = value</c>.</summary>
    internal void Set(object? key, object? value)
    {
        var item = new KeyValuePair<object?, object?>(key, value);
        if (_index.TryGetValue(key ?? Keys.None, out int at))
        {
            _items[at] = item;
            return;
        }
        _index.Add(key ?? Keys.None, _items.Count);
        _items.Add(item);
    }

    void IPickleState.SetState(PickleArguments state) => Attributes = state.Get<PickleDict>(0, "state of a dictionary");

    /// <summary>Text and numbers are keys by value, everything else by identity. The hash is seeded, so that no file can choose keys that collide.</summary>
    private sealed class Keys : IEqualityComparer<object>
    {
        public static readonly Keys Comparer = new();
        public static readonly object None = new();

        public new bool Equals(object? x, object? y) => x is string or long or double or bool ? x.Equals(y) : ReferenceEquals(x, y);

        public int GetHashCode([DisallowNull] object obj) => obj is string or long or double or bool ? HashCode.Combine(obj.GetHashCode()) : RuntimeHelpers.GetHashCode(obj);
    }
}
