using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasHost.Numpy;

/// <summary>Several arrays: a collection <c>[a, b]</c>, a tuple <c>(a, b)</c>, a .NET list or array, or the parts of one array.</summary>
[CollectionBuilder(typeof(NDArrays), nameof(Create))]
public readonly struct NDArrays : IReadOnlyList<NDArray>
{
    private readonly NDArray[]? _arrays;

    private NDArrays(NDArray[] arrays) => _arrays = arrays;

    /// <summary>How many.</summary>
    public int Count => _arrays?.Length ?? 0;

    /// <summary>The array at a position.</summary>
    public NDArray this[int index] => (_arrays ?? [])[index];

    /// <summary>These arrays.</summary>
    public static NDArrays Create(ReadOnlySpan<NDArray> arrays) => new(arrays.ToArray());

    /// <summary>These arrays.</summary>
    public static implicit operator NDArrays(NDArray[] arrays) => new(arrays);

    /// <summary>These arrays.</summary>
    public static implicit operator NDArrays(List<NDArray> arrays) => new([.. arrays]);

    /// <summary>The parts along the first axis.</summary>
    public static implicit operator NDArrays(NDArray array) => new([.. array]);

    /// <summary>Two arrays, as Python's tuple.</summary>
    public static implicit operator NDArrays((NDArray, NDArray) arrays) => new([arrays.Item1, arrays.Item2]);

    /// <summary>Three arrays, as Python's tuple.</summary>
    public static implicit operator NDArrays((NDArray, NDArray, NDArray) arrays) => new([arrays.Item1, arrays.Item2, arrays.Item3]);

    /// <summary>Four arrays, as Python's tuple.</summary>
    public static implicit operator NDArrays((NDArray, NDArray, NDArray, NDArray) arrays) => new([arrays.Item1, arrays.Item2, arrays.Item3, arrays.Item4]);

    /// <summary>The arrays in order.</summary>
    public IEnumerator<NDArray> GetEnumerator() => ((IEnumerable<NDArray>)(_arrays ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
