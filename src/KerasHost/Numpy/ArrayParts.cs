namespace KerasHost.Numpy;

/// <summary>
/// Several arrays where a function returns a list or a dictionary of them, as <c>predict</c> of a model with several outputs does:
/// <c>var (a, b) = model.predict(x)</c>, <c>y[0]</c>, or <c>y["name"]</c>.
/// </summary>
public sealed class ArrayParts : NDArray
{
    private readonly NDArray[] _parts;
    private readonly string[]? _names;

    /// <summary>These arrays, under names or in a list.</summary>
    internal ArrayParts(NDArray[] parts, IReadOnlyList<string>? names)
        : base(DTypeCode.Object, Elements.Create(DTypeCode.Object, parts.Length), [parts.Length]) =>
        (_parts, _names) = (parts, names is null ? null : [.. names]);

    /// <summary>The names of the arrays; null where they have none.</summary>
    public IReadOnlyList<string>? Names => _names;

    /// <inheritdoc/>
    public override NDArray this[params ReadOnlySpan<NDIndex> index]
    {
        get => index.Length == 1 && index[0].Array is null && index[0].Slice is { IsIndex: true, Start: { } at }
            ? _parts[at < 0 ? at + _parts.Length : at]
            : throw new KerasTypeException($"list indices must be integers: these are {_parts.Length} arrays. Take one by its position first.");
        set => throw new KerasTypeException("These are several arrays. Take one by its position first.");
    }

    /// <summary>The array of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public override NDArray this[string name] => _names is not null && Array.IndexOf(_names, name) is >= 0 and var at
        ? _parts[at]
        : throw new KeyNotFoundException(_names is null ? $"These {_parts.Length} arrays have no names. Received: '{name}'" : $"'{name}' is none of {string.Join(", ", _names)}.");

    /// <summary>The arrays in order.</summary>
    internal NDArray[] ToArray() => [.. _parts];

    /// <inheritdoc/>
    public override string ToString() => Repr();

    /// <inheritdoc/>
    public override string Repr() => _names is null
        ? $"[{string.Join(", ", _parts.Select(part => part.Repr()))}]"
        : $"{{{string.Join(", ", _names.Zip(_parts, (name, part) => $"{Printing.PythonText.Repr(name)}: {part.Repr()}"))}}}";

    /// <inheritdoc/>
    internal override NDArray Part(int index) => _parts[index];
}
