namespace KerasHost.Numpy;

/// <summary>Putting arrays together and taking parts out.</summary>
internal static class Joining
{
    public static NDArray Concatenate(NDArrays arrays, int axis)
    {
        if (arrays.Count == 0)
            throw new KerasValueException("need at least one array to concatenate");
        NDArray first = arrays[0];
        if (first.ndim == 0)
            throw new KerasValueException("zero-dimensional arrays cannot be concatenated");
        axis = Layout.Axis(axis, first.ndim);
        int[] dims = first.Dims.ToArray();
        DType type = first.dtype;
        for (int i = 1; i < arrays.Count; i++)
        {
            Check(first, arrays[i], i, axis);
            type = Promotion.Of(type, arrays[i].dtype);
            dims[axis] += arrays[i].Dims[axis];
        }
        NDArray result = NDArray.Zeros(type, dims);
        int at = 0;
        foreach (NDArray array in arrays)
        {
            Part(result, axis, at, array.Dims[axis]).Assign(array);
            at += array.Dims[axis];
        }
        return result;
    }

    /// <summary>A view of some positions of an axis.</summary>
    public static NDArray Part(NDArray array, int axis, int start, int count)
    {
        int[] dims = array.Dims.ToArray();
        dims[axis] = count;
        return new(array.dtype, array.Elements, dims, array.Strides.ToArray(), array.Offset + start * array.Strides[axis]);
    }

    /// <summary>A copy of the parts at positions of an axis.</summary>
    public static NDArray Take(NDArray array, int[] positions, int axis)
    {
        var index = new NDIndex[axis + 1];
        Array.Fill(index, Slice.All);
        index[^1] = positions;
        return array[index];
    }

    private static void Check(NDArray first, NDArray other, int position, int axis)
    {
        if (other.ndim != first.ndim)
            throw new KerasValueException(
                "all the input arrays must have same number of dimensions, but "
                + $"the array at index 0 has {first.ndim} dimension(s) and the array at index {position} has {other.ndim} dimension(s)");
        for (int k = 0; k < first.ndim; k++)
            if (k != axis && first.Dims[k] != other.Dims[k])
                throw new KerasValueException(
                    $"all the input array dimensions except for the concatenation axis must match exactly, but along dimension {k}, "
                    + $"the array at index 0 has size {first.Dims[k]} and the array at index {position} has size {other.Dims[k]}");
    }
}
