using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Layers;

/// <summary>
/// What a layer or model takes and returns: one tensor or several, in a list or under names. One converts to and from <see cref="Tensor"/> by
/// itself; several are written <c>[a, b]</c> and deconstruct.
/// </summary>
[CollectionBuilder(typeof(Tensors), nameof(Create))]
public readonly struct Tensors : IReadOnlyList<Tensor>, IPythonText
{
    private readonly Tensor? _one;
    private readonly Tensor[]? _several;
    private readonly string[]? _names;
    private readonly bool _isTuple;

    // The names as they were given, which is how configurations and summaries list them.
    private readonly string[]? _given;

    /// <summary>One tensor.</summary>
    public Tensors(Tensor one) => _one = one;

    /// <summary>Several tensors, in order.</summary>
    public Tensors(IReadOnlyList<Tensor> several) => _several = [.. several];

    /// <summary>Tensors under names, in the order of the names, as TensorFlow has them.</summary>
    public Tensors(IReadOnlyDictionary<string, Tensor> named)
    {
        _given = [.. named.Keys];
        _names = [.. _given.Order(StringComparer.Ordinal)];
        _several = [.. _names.Select(name => named[name])];
    }

    private Tensors(Tensor[] several, string[]? names, string[]? given) => (_several, _names, _given) = (several, names, given);

    /// <summary>Several tensors, in order, that print as Python's tuple or list.</summary>
    internal Tensors(IReadOnlyList<Tensor> several, bool isTuple) : this(several) => _isTuple = isTuple;

    /// <summary>How many.</summary>
    public int Count => _one is not null ? 1 : _several?.Length ?? 0;

    /// <summary>True when there is one, not a list of one.</summary>
    public bool IsSingle => _one is not null;

    /// <summary>The tensor at a position.</summary>
    /// <exception cref="KerasValueException">There are not so many.</exception>
    public Tensor this[int index] => _one is not null && index == 0 ? _one
        : (uint)index < (uint)Count ? _several![index]
        : throw new KerasValueException($"There is no tensor {index} among {Count}. For the rows of one tensor, write `Tensor y = layer.apply(x);`, then y[{index}].");

    /// <summary>Elements of the only tensor by Python's indexing, as <c>y[.., -1]</c>.</summary>
    public Tensor this[Slice first, params ReadOnlySpan<Slice> others] => Single[[first, .. others]];

    /// <summary>The tensor with a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Tensor this[string name] => _names is not null && Array.IndexOf(_names, name) is >= 0 and var index
        ? _several![index]
        : throw new KeyNotFoundException(_names is null ? $"These {Count} tensors have no names. Received: '{name}'" : $"'{name}' is none of {string.Join(", ", _names)}.");

    /// <summary>The names of the tensors, in their order; null where they have none.</summary>
    public IReadOnlyList<string>? Names => _names;

    /// <summary>The names of the tensors in the order in which they were given; null where they have none.</summary>
    internal IReadOnlyList<string>? GivenNames => _given;

    /// <summary>The only tensor.</summary>
    /// <exception cref="KerasValueException">There are several.</exception>
    public Tensor Single => _one ?? (_several is [var only] ? only : throw new KerasValueException($"Expected one tensor, found {Count}."));

    /// <summary>The shape of the only tensor.</summary>
    public Shape shape => Single.shape;

    /// <summary>The type of the only tensor.</summary>
    public DType dtype => Single.dtype;

    /// <summary>One tensor.</summary>
    public static implicit operator Tensors(Tensor one) => new(one);

    /// <summary>Several tensors.</summary>
    public static implicit operator Tensors(Tensor[] several) => new(several);

    /// <summary>Several tensors.</summary>
    public static implicit operator Tensors(List<Tensor> several) => new(several);

    /// <summary>Tensors under names.</summary>
    public static implicit operator Tensors(Dictionary<string, Tensor> named) => new(named);

    /// <summary>Tensors under names.</summary>
    public static implicit operator Tensors(Dictionary<string, Tensors> named) => new(named.ToDictionary(pair => pair.Key, pair => pair.Value.Single));

    /// <summary>The value of a variable.</summary>
    public static implicit operator Tensors(Variable variable) => new(variable.value);

    /// <summary>An array as a tensor.</summary>
    public static implicit operator Tensors(NDArray array) => new((array ?? throw NoTensor()).ToTensor());

    /// <summary>Data as a tensor.</summary>
    public static implicit operator Tensors(TensorLike data) => new(data.ToTensor());

    /// <summary>The only tensor.</summary>
    public static implicit operator Tensor(Tensors tensors) => tensors.Single;

    /// <summary>a + b</summary>
    public static Tensor operator +(Tensors a, Tensors b) => a.Single + b.Single;
    /// <summary>a + b</summary>
    public static Tensor operator +(Tensors a, Tensor b) => a.Single + b;
    /// <summary>a + b</summary>
    public static Tensor operator +(Tensor a, Tensors b) => a + b.Single;
    /// <summary>a + b</summary>
    public static Tensor operator +(Tensors a, double b) => a.Single + b;
    /// <summary>a - b</summary>
    public static Tensor operator -(Tensors a, Tensors b) => a.Single - b.Single;
    /// <summary>a - b</summary>
    public static Tensor operator -(Tensors a, Tensor b) => a.Single - b;
    /// <summary>a - b</summary>
    public static Tensor operator -(Tensor a, Tensors b) => a - b.Single;
    /// <summary>a - b</summary>
    public static Tensor operator -(Tensors a, double b) => a.Single - b;
    /// <summary>a·b, element by element</summary>
    public static Tensor operator *(Tensors a, Tensors b) => a.Single * b.Single;
    /// <summary>a·b, element by element</summary>
    public static Tensor operator *(Tensors a, Tensor b) => a.Single * b;
    /// <summary>a·b, element by element</summary>
    public static Tensor operator *(Tensor a, Tensors b) => a * b.Single;
    /// <summary>a·b</summary>
    public static Tensor operator *(Tensors a, double b) => a.Single * b;

    /// <summary>a / b, element by element</summary>
    public static Tensor operator /(Tensors a, Tensors b) => a.Single / b.Single;
    /// <summary>a / b, element by element</summary>
    public static Tensor operator /(Tensors a, Tensor b) => a.Single / b;
    /// <summary>a / b, element by element</summary>
    public static Tensor operator /(Tensor a, Tensors b) => a / b.Single;
    /// <summary>a / b</summary>
    public static Tensor operator /(Tensors a, double b) => a.Single / b;
    /// <summary>a + b</summary>
    public static Tensor operator +(double a, Tensors b) => a + b.Single;
    /// <summary>a - b</summary>
    public static Tensor operator -(double a, Tensors b) => a - b.Single;
    /// <summary>a·b</summary>
    public static Tensor operator *(double a, Tensors b) => a * b.Single;
    /// <summary>-a</summary>
    public static Tensor operator -(Tensors a) => -a.Single;
    /// <summary>Whether a &lt; b, element by element.</summary>
    public static Tensor operator <(Tensors a, double b) => a.Single < b;
    /// <summary>Whether a &gt; b, element by element.</summary>
    public static Tensor operator >(Tensors a, double b) => a.Single > b;

    /// <summary>Two tensors.</summary>
    public void Deconstruct(out Tensor first, out Tensor second)
    {
        Expect(2);
        (first, second) = (this[0], this[1]);
    }

    /// <summary>Three tensors.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third)
    {
        Expect(3);
        (first, second, third) = (this[0], this[1], this[2]);
    }

    /// <summary>Four tensors.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth)
    {
        Expect(4);
        (first, second, third, fourth) = (this[0], this[1], this[2], this[3]);
    }

    /// <summary>Five tensors.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth)
    {
        Expect(5);
        (first, second, third, fourth, fifth) = (this[0], this[1], this[2], this[3], this[4]);
    }

    /// <summary>Several tensors, in order.</summary>
    public static Tensors Create(ReadOnlySpan<Tensor> several)
    {
        foreach (Tensor? one in several)
            if (one is null)
                throw NoTensor();
        return new(several.ToArray(), null, null);
    }

    /// <summary>As many other tensors, under the same names.</summary>
    internal Tensors Map(Func<Tensor, Tensor> map) => _one is not null ? map(_one) : With(Array.ConvertAll(_several ?? [], tensor => map(tensor)));

    /// <summary>As many other tensors, single or under the same names.</summary>
    internal Tensors With(Tensor[] others) => _one is not null ? others[0] : new Tensors(others, _names, _given);

    /// <summary>The shapes as Python prints them.</summary>
    internal string ShapeText => _one is not null ? _one.shape.ToString()
        : _names is null ? $"[{string.Join(", ", _several!.Select(tensor => tensor.shape))}]"
        : $"{{{string.Join(", ", Array.ConvertAll(_given!, NamedShape))}}}";

    /// <summary>The tensors in order.</summary>
    public IEnumerator<Tensor> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string NamedShape(string name) => $"{PythonText.Repr(name)}: {this[name].shape}";
    private static KerasValueException NoTensor() => new("Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor.");

    /// <summary>As TensorFlow prints the tensor, or Python the list, tuple or dictionary of them.</summary>
    public override string ToString() => _one?.ToString() ?? Repr();

    /// <inheritdoc/>
    public string Repr()
    {
        if (_one is not null)
            return _one.Repr();
        if (_names is { } names)
            return $"{{{string.Join(", ", this.Select((tensor, i) => $"{PythonText.Repr(names[i])}: {tensor.Repr()}"))}}}";
        string inside = string.Join(", ", this.Select(tensor => tensor.Repr()));
        return !_isTuple ? $"[{inside}]" : Count == 1 ? $"({inside},)" : $"({inside})";
    }

    private void Expect(int count)
    {
        if (Count != count)
            throw new KerasValueException(Count > count
                ? $"too many values to unpack (expected {count})"
                : $"not enough values to unpack (expected {count}, got {Count})");
    }
}
