using System.Runtime.CompilerServices;

namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>An array over the elements of a .NET array, which is not copied. The type is exactly that of the elements.</summary>
    /// <param name="data">The elements row by row.</param>
    /// <param name="shape">The shape; null for one axis.</param>
    /// <exception cref="KerasTypeException">No data type holds <typeparamref name="T"/>.</exception>
    /// <exception cref="KerasShapeException">The shape has another number of elements.</exception>
    public static NDArray Over<T>(T[] data, Shape? shape = null)
    {
        Shape whole = shape ?? Shape.Of(data.Length);
        DType type = typeof(T) == typeof(BFloat16) ? DType.BFloat16 : DType.Of(typeof(T));
        return Over(type, data, whole);
    }

    /// <summary>An array over a one-dimensional .NET array of the type that <paramref name="type"/> stands for, not copied.</summary>
    internal static NDArray Over(DType type, Array data, Shape shape)
    {
        if (shape.Size != data.Length)
            throw new KerasShapeException($"cannot reshape array of size {data.Length} into shape {Layout.Tight(shape.Dims)}");
        return new(type, Elements.Wrap(type, data), shape.Dims.ToArray());
    }

    /// <summary>A new array of zeros, False, empty text or None.</summary>
    internal static NDArray Zeros(DType type, params ReadOnlySpan<int> dims) =>
        new(type, Elements.Create(type, Layout.Count(dims)), dims.ToArray());

    /// <summary>A new array of rank 0.</summary>
    internal static NDArray Scalar<T>(T value) => Over([value], Shape.Of());

    /// <summary>The elements, without a copy; writing changes the array.</summary>
    /// <exception cref="KerasTypeException">The elements are of another type.</exception>
    /// <exception cref="KerasValueException">The elements do not lie without a gap (a view with steps or a transpose): take <c>copy()</c> first.</exception>
    public Span<T> AsSpan<T>()
    {
        if (_elements is not TypedElements<T> typed)
            throw new KerasTypeException($"The array holds {dtype}, not {typeof(T).Name}.");
        if (!IsContiguous)
            throw new KerasValueException("The elements of this view do not lie next to each other: take copy() first.");
        return typed.Items.AsSpan(_offset, size);
    }

    /// <summary>A copy of the elements row by row, converted to <typeparamref name="T"/> where they are of another type.</summary>
    public T[] ToArray<T>()
    {
        NDArray converted = astype(DType.Of(typeof(T)), copy: false);
        return converted.AsContiguous().AsSpan<T>().ToArray();
    }

    /// <summary>The element as a .NET value, converted if need be.</summary>
    /// <exception cref="KerasValueException">There is not exactly one element.</exception>
    public T item<T>() => Single().astype(DType.Of(typeof(T)), copy: false).Value<T>();

    /// <summary>
    /// The element as the value Python would have: <c>long</c> (<c>ulong</c> where it needs one), <c>double</c>, <c>bool</c>, <c>string</c> or the object.
    /// </summary>
    /// <exception cref="KerasValueException">There is not exactly one element.</exception>
    public object? item() => PythonValue(Single()._elements.Get(_offset));

    /// <summary>The element at a position counted row by row, as Python's value.</summary>
    public object? item(int index)
    {
        int count = size, at = index < 0 ? index + count : index;
        if ((uint)at >= (uint)count)
            throw new IndexOutOfRangeException($"index {index} is out of bounds for size {count}");
        return PythonValue(_elements.Get(PositionOf(at)));
    }

    /// <summary>The elements as lists in lists, down to Python's values; the value itself for rank 0.</summary>
    public object? tolist()
    {
        if (ndim == 0)
            return item();
        var list = new List<object?>(_dims[0]);
        if (ndim == 1)
            for (int i = 0; i < _dims[0]; i++)
                list.Add(PythonValue(_elements.Get(_offset + i * _strides[0])));
        else
            foreach (NDArray part in this)
                list.Add(part.tolist());
        return list;
    }

    /// <summary>This array when its elements lie without a gap, else a copy.</summary>
    internal NDArray AsContiguous() => IsContiguous ? this : copy();

    /// <summary>The elements of an array without gaps as their .NET type.</summary>
    internal ReadOnlySpan<T> Items<T>() => ((TypedElements<T>)_elements).Items.AsSpan(_offset, size);

    /// <summary>The element at a row-major position, as its .NET type; bfloat16 as float.</summary>
    internal object? ElementAt(long position) => _elements.Get(PositionOf((int)position));

    /// <summary>The only element of an array of this type.</summary>
    internal T Value<T>() => ((TypedElements<T>)_elements).Items[_offset];

    internal static object? PythonValue(object? value) => value switch
    {
        float f => (double)f,
        Half h => (double)h,
        sbyte i => (long)i,
        short i => (long)i,
        int i => (long)i,
        byte i => (long)i,
        ushort i => (long)i,
        uint i => (long)i,
        ulong i when i <= long.MaxValue => (long)i,
        _ => value,
    };

    private NDArray Single() =>
        size == 1 ? this : throw new KerasValueException("can only convert an array of size 1 to a Python scalar");

    private int PositionOf(int rowMajor)
    {
        int position = _offset;
        for (int axis = ndim - 1; axis >= 0; axis--)
        {
            (rowMajor, int i) = Math.DivRem(rowMajor, _dims[axis]);
            position += i * _strides[axis];
        }
        return position;
    }
}
