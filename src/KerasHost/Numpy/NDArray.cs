using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasHost.Numpy;

/// <summary>
/// NumPy's array: mutable elements of one type under a shape, in managed memory. Slices are views of the same memory;
/// indexing by arrays and masks copies. An array of rank 0 is what NumPy calls a scalar.
/// Written as a collection: <c>NDArray a = [[1, 2], [3, 4]];</c> (C# <c>int</c> becomes int64 and <c>double</c> float64, as in Python).
/// </summary>
[CollectionBuilder(typeof(NDArray), nameof(FromItems))]
public partial class NDArray : IEnumerable<NDArray>
{
    private readonly Elements _elements;
    private readonly int[] _dims, _strides;
    private readonly int _offset;

    internal NDArray(DType dtype, Elements elements, int[] dims, int[] strides, int offset)
    {
        this.dtype = dtype;
        _elements = elements;
        _dims = dims;
        _strides = strides;
        _offset = offset;
    }

    /// <summary>An array without gaps over memory that starts at its first element.</summary>
    internal NDArray(DType dtype, Elements elements, int[] dims)
        : this(dtype, elements, dims, Layout.RowMajor(dims), 0)
    {
    }

    /// <summary>The type of the elements.</summary>
    public DType dtype { get; }

    /// <summary>The sizes of the axes.</summary>
    public Shape shape => Shape.Of(_dims);

    /// <summary>The number of axes.</summary>
    public int ndim => _dims.Length;

    /// <summary>The number of elements.</summary>
    public int size => Layout.Count(_dims);

    /// <summary>Bytes an element takes.</summary>
    public int itemsize => dtype.itemsize;

    /// <summary>Bytes all elements take.</summary>
    public long nbytes => (long)size * itemsize;

    /// <summary>The axes in reverse order, a view.</summary>
    public NDArray T => transpose();

    /// <summary>The sizes of the axes, without a copy.</summary>
    internal ReadOnlySpan<int> Dims => _dims;

    /// <summary>The distances of neighbours along the axes, in elements.</summary>
    internal ReadOnlySpan<int> Strides => _strides;

    /// <summary>The position of the first element in the memory.</summary>
    internal int Offset => _offset;

    /// <summary>The memory, which views share.</summary>
    internal Elements Elements => _elements;

    /// <summary>True when the elements lie row by row without a gap.</summary>
    internal bool IsContiguous => Layout.IsContiguous(_dims, _strides);

    /// <summary>The size of the first axis, Python's <c>len</c>.</summary>
    /// <exception cref="KerasTypeException">An array of rank 0 has no length.</exception>
    internal int Count => ndim > 0 ? _dims[0] : throw new KerasTypeException("len() of unsized object");

    /// <summary>The parts along the first axis: views, or scalars of an array of rank 1.</summary>
    /// <exception cref="KerasTypeException">An array of rank 0 has no parts.</exception>
    public IEnumerator<NDArray> GetEnumerator()
    {
        if (ndim == 0)
            throw new KerasTypeException("iteration over a 0-d array");
        return Parts().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Two parts along the first axis, as Python unpacks them.</summary>
    /// <exception cref="KerasValueException">There are more or fewer.</exception>
    public void Deconstruct(out NDArray first, out NDArray second)
    {
        Expect(2);
        (first, second) = (Part(0), Part(1));
    }

    /// <summary>Three parts along the first axis, as Python unpacks them.</summary>
    /// <exception cref="KerasValueException">There are more or fewer.</exception>
    public void Deconstruct(out NDArray first, out NDArray second, out NDArray third)
    {
        Expect(3);
        (first, second, third) = (Part(0), Part(1), Part(2));
    }

    private void Expect(int count)
    {
        if (ndim == 0)
            throw new KerasTypeException("iteration over a 0-d array");
        if (_dims[0] != count)
            throw new KerasValueException(_dims[0] < count
                ? $"not enough values to unpack (expected {count}, got {_dims[0]})"
                : $"too many values to unpack (expected {count})");
    }

    private IEnumerable<NDArray> Parts()
    {
        for (int i = 0; i < _dims[0]; i++)
            yield return Part(i);
    }

    /// <summary>The part at a position of the first axis that is known to exist.</summary>
    internal virtual NDArray Part(int index)
    {
        var view = new NDArray(dtype, _elements, _dims[1..], _strides[1..], _offset + index * _strides[0]);
        // A scalar is a value: later changes to the array do not show in it.
        return view.ndim == 0 ? view.copy() : view;
    }
}
