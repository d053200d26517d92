using System.Collections;
using KerasHost.Printing;

namespace KerasHost.Python;

/// <summary>The keys, values or items of a dictionary, which print as Python's views do: <c>dict_keys(['loss', 'val_loss'])</c>.</summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class DictionaryView<T> : IReadOnlyCollection<T>, IPythonText
{
    private readonly string _kind;
    private readonly IEnumerable<T> _items;

    internal DictionaryView(string kind, IEnumerable<T> items, int count) => (_kind, _items, Count) = (kind, items, count);

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>What it holds, in the dictionary's order.</summary>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public string Repr() => $"{_kind}({PythonText.Repr(_items.ToList())})";

    /// <inheritdoc/>
    public override string ToString() => Repr();
}
