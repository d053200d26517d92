using System.Runtime.CompilerServices;

namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>A copy without gaps.</summary>
    public NDArray copy()
    {
        NDArray result = new(dtype, _elements.New(size), [.. _dims]);
        _elements.CopyTo(result._elements, new RowWalk(_dims, (_strides, _offset), (result._strides, 0)));
        return result;
    }

    /// <summary>The elements as another type. Floats are cut off to integers; anything to bool is x ≠ 0.</summary>
    /// <param name="dtype">The type.</param>
    /// <param name="copy">False: this array itself when it has the type already.</param>
    /// <exception cref="KerasValueException">Text or an object that is no such number.</exception>
    public NDArray astype(DType dtype, bool copy = true)
    {
        if (dtype == this.dtype)
            return copy ? this.copy() : this;
        NDArray source = AsContiguous();
        return new(dtype, Casting.Convert(source, dtype), [.. _dims]);
    }

    /// <summary>The elements under another shape; a view where the memory allows. One size may be -1: what is left.</summary>
    /// <param name="shape">The sizes.</param>
    /// <exception cref="KerasShapeException">The number of elements differs.</exception>
    public NDArray reshape(params ReadOnlySpan<int> shape)
    {
        int[] dims = shape.ToArray();
        int unknown = Array.IndexOf(dims, -1);
        long known = 1;
        for (int i = 0; i < dims.Length; i++)
        {
            if (dims[i] < -1 || dims[i] == -1 && i != unknown)
                throw new KerasShapeException(dims[i] == -1 ? "can only specify one unknown dimension" : "negative dimensions not allowed");
            known *= i == unknown ? 1 : dims[i];
        }
        if (unknown >= 0 && known > 0 && size % known == 0)
            dims[unknown] = (int)(size / known);
        else if (unknown >= 0 || known != size)
            throw new KerasShapeException($"cannot reshape array of size {size} into shape {Layout.Tight(shape)}");
        NDArray source = AsContiguous();
        return new(dtype, source._elements, dims, Layout.RowMajor(dims), source._offset);
    }

    /// <inheritdoc cref="reshape(ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(-1)]
    public NDArray reshape(TargetShape shape) => reshape(shape.Sizes);

    /// <summary>The elements under another shape, taken and put row by row ("C") or column by column ("F"), where a copy is made.</summary>
    /// <param name="shape">The sizes; one may be -1: what is left.</param>
    /// <param name="order">"C" or "F"; "A" is "C" here.</param>
    /// <exception cref="KerasValueException">Another order.</exception>
    public NDArray reshape(TargetShape shape, string order)
    {
        if (!ByColumns(order))
            return reshape(shape.Sizes);
        int[] turned = shape.Sizes.ToArray();
        Array.Reverse(turned);
        return transpose().copy().reshape(turned).transpose();
    }

    /// <summary>One axis of all elements; a view where the memory allows.</summary>
    public NDArray ravel() => reshape(-1);

    /// <summary>One axis of all elements, row by row ("C") or column by column ("F").</summary>
    public NDArray ravel(string order) => ByColumns(order) ? transpose().ravel() : ravel();

    /// <summary>One axis of all elements, a copy.</summary>
    public NDArray flatten() => copy().reshape(-1);

    /// <summary>One axis of all elements, row by row ("C") or column by column ("F"), a copy.</summary>
    public NDArray flatten(string order) => ByColumns(order) ? transpose().flatten() : flatten();

    private static bool ByColumns(string order) => order switch
    {
        "F" or "f" => true,
        "C" or "c" or "A" or "a" => false,
        _ => throw new KerasValueException($"order must be one of 'C', 'F', 'A', or 'K' (got '{order}')"),
    };

    /// <summary>The axes in another order, a view; without arguments reversed.</summary>
    /// <param name="axes">For each new axis, which old one it is.</param>
    /// <exception cref="KerasValueException">The axes are not a permutation.</exception>
    public NDArray transpose(params ReadOnlySpan<int> axes)
    {
        if (axes.Length != 0 && axes.Length != ndim)
            throw new KerasValueException("axes don't match array");
        int[] dims = new int[ndim], strides = new int[ndim];
        var seen = new bool[ndim];
        for (int i = 0; i < ndim; i++)
        {
            int axis = axes.Length == 0 ? ndim - 1 - i : Layout.Axis(axes[i], ndim);
            if (seen[axis])
                throw new KerasValueException("repeated axis in transpose");
            seen[axis] = true;
            dims[i] = _dims[axis];
            strides[i] = _strides[axis];
        }
        return new(dtype, _elements, dims, strides, _offset);
    }

    /// <summary>Two axes exchanged, a view.</summary>
    public NDArray swapaxes(int axis1, int axis2)
    {
        var axes = new int[ndim];
        for (int i = 0; i < ndim; i++)
            axes[i] = i;
        axis1 = Layout.Axis(axis1, ndim);
        axis2 = Layout.Axis(axis2, ndim);
        (axes[axis1], axes[axis2]) = (axis2, axis1);
        return transpose(axes);
    }

    /// <summary>Without the axes of size 1, or without those named; a view.</summary>
    /// <param name="axis">The axes to drop; all of size 1 by default.</param>
    /// <exception cref="KerasValueException">A named axis has another size.</exception>
    public NDArray squeeze(AxisArg axis = default)
    {
        bool[] named = axis.Flags(ndim);
        List<int> dims = [], strides = [];
        for (int i = 0; i < ndim; i++)
        {
            if (!axis.IsAll && named[i] && _dims[i] != 1)
                throw new KerasValueException("cannot select an axis to squeeze out which has size not equal to one");
            if (_dims[i] == 1 && named[i])
                continue;
            dims.Add(_dims[i]);
            strides.Add(_strides[i]);
        }
        return new(dtype, _elements, [.. dims], [.. strides], _offset);
    }

    /// <summary>With a new axis of size 1, a view.</summary>
    /// <param name="axis">Where the new axis stands in the result.</param>
    internal NDArray ExpandDims(int axis)
    {
        int at = Layout.Axis(axis, ndim + 1);
        return new(dtype, _elements, [.. _dims[..at], 1, .. _dims[at..]], [.. _strides[..at], 0, .. _strides[at..]], _offset);
    }

    /// <summary>The same memory read as a larger shape; not to be written to.</summary>
    internal NDArray BroadcastTo(ReadOnlySpan<int> dims)
    {
        bool fits = ndim <= dims.Length;
        for (int i = 1; i <= ndim && fits; i++)
            fits = _dims[^i] == 1 || _dims[^i] == dims[^i];
        if (!fits)
            throw new KerasShapeException($"could not broadcast input array from shape {Layout.Tight(_dims)} into shape {Layout.Tight(dims)}");
        return new(dtype, _elements, dims.ToArray(), Layout.BroadcastStrides(_dims, _strides, dims), _offset);
    }

    /// <summary>Sets every element to a value.</summary>
    public void fill(NDArray value) => Assign(value);

    /// <summary>Writes a value, broadcast and converted, over all elements.</summary>
    internal void Assign(NDArray value)
    {
        // An element of objects takes a whole array as a list.
        if (ndim == 0 && value.ndim > 0 && dtype == DTypeCode.Object)
            value = Scalar<object?>(value.tolist());
        // Leading axes of size 1 are no obstacle to an assignment.
        while (value.ndim > ndim && value._dims[0] == 1)
            value = new(value.dtype, value._elements, value._dims[1..], value._strides[1..], value._offset);
        if (value.ndim > ndim)
            throw new KerasShapeException($"could not broadcast input array from shape {Layout.Tight(value._dims)} into shape {Layout.Tight(_dims)}");
        value = value.astype(dtype, copy: false);
        if (ReferenceEquals(value._elements, _elements))
            value = value.copy();
        NDArray source = value.BroadcastTo(_dims);
        source._elements.CopyTo(_elements, new RowWalk(_dims, (source._strides, source._offset), (_strides, _offset)));
    }
}
