using System.Collections;
using KerasHost.Numpy;

namespace KerasHost.Layers;

/// <summary>What a layer takes and returns: one tensor or several. One converts to and from <see cref="Tensor"/> by itself; several deconstruct.</summary>
public readonly struct Tensors : IReadOnlyList<Tensor>
{
    private readonly Tensor? _one;
    private readonly Tensor[]? _several;

    /// <summary>One tensor.</summary>
    public Tensors(Tensor one) => _one = one;

    /// <summary>Several tensors, in order.</summary>
    public Tensors(IReadOnlyList<Tensor> several) => _several = [.. several];

    /// <summary>How many.</summary>
    public int Count => _one is not null ? 1 : _several?.Length ?? 0;

    /// <summary>True when there is one, not a list of one.</summary>
    public bool IsSingle => _one is not null;

    /// <summary>The tensor at a position.</summary>
    public Tensor this[int index] => _one is not null && index == 0 ? _one : _several![index];

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

    /// <summary>The value of a variable.</summary>
    public static implicit operator Tensors(Variable variable) => new(variable.value);

    /// <summary>An array as a tensor.</summary>
    public static implicit operator Tensors(NDArray array) => new(array.ToTensor());

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

    /// <summary>The tensors in order.</summary>
    public IEnumerator<Tensor> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Expect(int count)
    {
        if (Count != count)
            throw new KerasValueException(Count > count
                ? $"too many values to unpack (expected {count})"
                : $"not enough values to unpack (expected {count}, got {Count})");
    }
}
