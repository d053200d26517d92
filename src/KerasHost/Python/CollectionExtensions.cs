namespace KerasHost.Python;

/// <summary>Python's methods of dictionaries and lists under Python's names.</summary>
public static class CollectionExtensions
{
    /// <summary>The value of a key, or another where the key is missing: <c>reverse_word_index.get(i, "&lt;UNK&gt;")</c>.</summary>
    public static TValue get<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary, TKey key, TValue @default) =>
        dictionary.TryGetValue(key, out TValue? value) ? value : @default;

    /// <summary>The value of a key, or null where the key is missing.</summary>
    public static TValue? get<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary, TKey key) =>
        dictionary.TryGetValue(key, out TValue? value) ? value : default;

    /// <summary>The keys with their values: <c>foreach (var (word, rank) in word_index.items())</c>.</summary>
    public static DictionaryView<(TKey Key, TValue Value)> items<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary) =>
        new("dict_items", dictionary.Select(pair => (pair.Key, pair.Value)), dictionary.Count);

    /// <summary>The keys.</summary>
    public static DictionaryView<TKey> keys<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary) => new("dict_keys", dictionary.Keys, dictionary.Count);

    /// <summary>The values.</summary>
    public static DictionaryView<TValue> values<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary) => new("dict_values", dictionary.Values, dictionary.Count);

    /// <summary>Takes over all pairs of another dictionary.</summary>
    public static void update<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, IEnumerable<KeyValuePair<TKey, TValue>> other)
    {
        foreach (KeyValuePair<TKey, TValue> pair in other)
            dictionary[pair.Key] = pair.Value;
    }

    /// <summary>Puts an item at the end.</summary>
    public static void append<T>(this List<T> list, T item) => list.Add(item);

    /// <summary>Puts items at the end.</summary>
    public static void extend<T>(this List<T> list, IEnumerable<T> items) => list.AddRange(items);

    /// <summary>Takes an item out; the last one by default.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public static T pop<T>(this List<T> list, int index = -1)
    {
        int i = index < 0 ? index + list.Count : index;
        if ((uint)i >= (uint)list.Count)
            throw new IndexOutOfRangeException(list.Count == 0 ? "pop from empty list" : "pop index out of range");
        T item = list[i];
        list.RemoveAt(i);
        return item;
    }

    /// <summary>The two items of a list: <c>var (kernel, bias) = layer.get_weights();</c></summary>
    /// <exception cref="KerasValueException">There are not two.</exception>
    public static void Deconstruct<T>(this IReadOnlyList<T> list, out T first, out T second)
    {
        Expect(list, 2);
        (first, second) = (list[0], list[1]);
    }

    /// <summary>The three items of a list.</summary>
    /// <exception cref="KerasValueException">There are not three.</exception>
    public static void Deconstruct<T>(this IReadOnlyList<T> list, out T first, out T second, out T third)
    {
        Expect(list, 3);
        (first, second, third) = (list[0], list[1], list[2]);
    }

    /// <summary>The four items of a list.</summary>
    /// <exception cref="KerasValueException">There are not four.</exception>
    public static void Deconstruct<T>(this IReadOnlyList<T> list, out T first, out T second, out T third, out T fourth)
    {
        Expect(list, 4);
        (first, second, third, fourth) = (list[0], list[1], list[2], list[3]);
    }

    private static void Expect<T>(IReadOnlyList<T> list, int count)
    {
        if (list.Count != count)
            throw new KerasValueException(list.Count > count
                ? $"too many values to unpack (expected {count})"
                : $"not enough values to unpack (expected {count}, got {list.Count})");
    }
}
