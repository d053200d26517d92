namespace KerasHost.Numpy;

/// <summary><c>np.reshape</c>, <c>np.concatenate</c> and other functions that move elements without changing them.</summary>
internal static class Shaping
{
    /// <inheritdoc cref="NDArray.reshape(TargetShape)"/>
    [KerasExport("np.reshape")]
    public static NDArray reshape(NDArray a, TargetShape newshape, string order = "C") => a.reshape(newshape, order);

    /// <summary>One axis of all elements.</summary>
    [KerasExport("np.ravel")]
    public static NDArray ravel(NDArray a) => a.ravel();

    /// <summary>The axes in another order; reversed by default.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axes">For each new axis, which old one it is.</param>
    [KerasExport("np.transpose")]
    public static NDArray transpose(NDArray a, AxisArg axes = default) => a.transpose(axes.ToArray());

    /// <summary>Two axes exchanged, a view.</summary>
    [KerasExport("np.swapaxes")]
    public static NDArray swapaxes(NDArray a, int axis1, int axis2) => a.swapaxes(axis1, axis2);

    /// <summary>A new axis of size 1.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">Where the new axis stands in the result.</param>
    [KerasExport("np.expand_dims")]
    public static NDArray expand_dims(NDArray a, int axis) => a.ExpandDims(axis);

    /// <inheritdoc cref="NDArray.squeeze"/>
    [KerasExport("np.squeeze")]
    public static NDArray squeeze(NDArray a, AxisArg axis = default) => a.squeeze(axis);

    /// <summary>The array as a larger shape, a view that is not to be written to.</summary>
    [KerasExport("np.broadcast_to")]
    public static NDArray broadcast_to(NDArray array, Shape shape) => array.BroadcastTo(shape.Dims);

    /// <summary>Arrays one behind the other along an axis that they have.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="axis">The axis; null joins all elements.</param>
    /// <exception cref="KerasValueException">None, or arrays that do not fit.</exception>
    [KerasExport("np.concatenate")]
    public static NDArray concatenate(NDArrays arrays, int? axis = 0) => Joining.Concatenate(axis is null ? [.. arrays.Select(a => a.ravel())] : arrays, axis ?? 0);

    /// <summary>Arrays of one shape along a new axis.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="axis">Where the new axis stands in the result.</param>
    /// <exception cref="KerasValueException">None, or different shapes.</exception>
    [KerasExport("np.stack")]
    public static NDArray stack(NDArrays arrays, int axis = 0)
    {
        if (arrays.Count == 0)
            throw new KerasValueException("need at least one array to stack");
        if (arrays.Any(a => a.shape != arrays[0].shape))
            throw new KerasValueException("all input arrays must have the same shape");
        return Joining.Concatenate([.. arrays.Select(a => a.ExpandDims(axis))], axis);
    }

    /// <summary>Arrays one under the other; those of one axis are rows.</summary>
    [KerasExport("np.vstack")]
    public static NDArray vstack(NDArrays tup) => Joining.Concatenate([.. tup.Select(a => a.ndim < 2 ? a.reshape(1, -1) : a)], 0);

    /// <summary>Arrays side by side.</summary>
    [KerasExport("np.hstack")]
    public static NDArray hstack(NDArrays tup)
    {
        NDArrays arrays = [.. tup.Select(a => a.ndim == 0 ? a.reshape(1) : a)];
        return Joining.Concatenate(arrays, arrays.Count > 0 && arrays[0].ndim == 1 ? 0 : 1);
    }

    /// <summary>An array cut into equal parts.</summary>
    /// <param name="ary">The array.</param>
    /// <param name="sections">How many parts.</param>
    /// <param name="axis">The axis that is cut.</param>
    /// <exception cref="KerasValueException">The parts would not be equal.</exception>
    [KerasExport("np.split")]
    public static NDArray[] split(NDArray ary, int sections, int axis = 0)
    {
        axis = Layout.Axis(axis, ary.ndim);
        if (sections <= 0 || ary.Dims[axis] % sections != 0)
            throw new KerasValueException("array split does not result in an equal division");
        int part = ary.Dims[axis] / sections;
        return [.. Enumerable.Range(0, sections).Select(i => Joining.Part(ary, axis, i * part, part))];
    }

    /// <summary>The array repeated whole.</summary>
    /// <param name="A">The array.</param>
    /// <param name="reps">How often along each axis.</param>
    [KerasExport("np.tile")]
    public static NDArray tile(NDArray A, TargetShape reps)
    {
        ReadOnlySpan<int> times = reps.Sizes;
        int rank = Math.Max(A.ndim, times.Length);
        int[] from = new int[rank], repeats = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            from[^i] = i <= A.ndim ? A.Dims[^i] : 1;
            repeats[^i] = i <= times.Length ? times[^i] : 1;
        }
        // Between every two axes one for the repetitions.
        int[] spread = new int[2 * rank], target = new int[2 * rank], result = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            (spread[2 * axis], spread[2 * axis + 1]) = (1, from[axis]);
            (target[2 * axis], target[2 * axis + 1]) = (repeats[axis], from[axis]);
            result[axis] = repeats[axis] * from[axis];
        }
        return A.reshape(spread).BroadcastTo(target).copy().reshape(result);
    }

    /// <summary>Each element repeated.</summary>
    /// <param name="a">The array.</param>
    /// <param name="repeats">How often: a number, or one an element of the axis.</param>
    /// <param name="axis">The axis; null takes all elements row by row.</param>
    [KerasExport("np.repeat")]
    public static NDArray repeat(NDArray a, NDArray repeats, int? axis = null)
    {
        NDArray source = axis is null ? a.ravel() : a;
        int along = Layout.Axis(axis ?? 0, source.ndim);
        int[] times = repeats.BroadcastTo([source.Dims[along]]).ToArray<int>();
        return Joining.Take(source, [.. Enumerable.Range(0, times.Length).SelectMany(i => Enumerable.Repeat(i, times[i]))], along);
    }

    /// <summary>The elements at positions of an axis.</summary>
    /// <param name="a">The array.</param>
    /// <param name="indices">The positions.</param>
    /// <param name="axis">The axis; null counts all elements row by row.</param>
    [KerasExport("np.take")]
    public static NDArray take(NDArray a, NDArray indices, int? axis = null)
    {
        NDArray source = axis is null ? a.ravel() : a;
        var index = new NDIndex[Layout.Axis(axis ?? 0, source.ndim) + 1];
        Array.Fill(index, Slice.All);
        index[^1] = indices;
        return source[index];
    }

    /// <summary>The elements in reverse order along axes; all by default.</summary>
    [KerasExport("np.flip")]
    public static NDArray flip(NDArray m, AxisArg axis = default)
    {
        bool[] flags = axis.Flags(m.ndim);
        return m[[.. flags.Select(f => (NDIndex)(f ? new Slice(null, null, -1) : Slice.All))]];
    }

    /// <summary>The array inside a border.</summary>
    /// <param name="array">The array.</param>
    /// <param name="pad_width">Before and after: one number, a pair, or a pair an axis.</param>
    /// <param name="mode">"constant", "edge", "reflect", "symmetric" or "wrap".</param>
    /// <param name="constant_values">The value of the border.</param>
    /// <exception cref="KerasValueException">Another mode.</exception>
    [KerasExport("np.pad")]
    public static NDArray pad(NDArray array, NDArray pad_width, string mode = "constant", NDArray? constant_values = null)
    {
        if (mode != "constant")
            return Around(array, pad_width.BroadcastTo([array.ndim, 2]).ToArray<int>(), mode);
        int[] widths = pad_width.BroadcastTo([array.ndim, 2]).ToArray<int>();
        int[] dims = array.Dims.ToArray();
        var inner = new NDIndex[array.ndim];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            inner[axis] = new Slice(widths[2 * axis], widths[2 * axis] + dims[axis]);
            dims[axis] += widths[2 * axis] + widths[2 * axis + 1];
        }
        NDArray result = NDArray.Zeros(array.dtype, dims);
        if (constant_values is not null)
            result.Assign(constant_values);
        result[inner] = array;
        return result;
    }

    /// <summary>The array inside a border as wide on every axis: so many before and after.</summary>
    /// <inheritdoc cref="pad(NDArray, NDArray, string, NDArray?)"/>
    [KerasExport("np.pad")]
    public static NDArray pad(NDArray array, (int, int) pad_width, string mode = "constant", NDArray? constant_values = null) =>
        pad(array, (NDArray)(int[])[pad_width.Item1, pad_width.Item2], mode, constant_values);

    /// <summary>A matrix inside a border.</summary>
    /// <inheritdoc cref="pad(NDArray, NDArray, string, NDArray?)"/>
    [KerasExport("np.pad")]
    public static NDArray pad(NDArray array, ((int, int), (int, int)) pad_width, string mode = "constant", NDArray? constant_values = null)
    {
        ((int a, int b), (int c, int d)) = pad_width;
        return pad(array, new[,] { { a, b }, { c, d } }, mode, constant_values);
    }

    // Each position of the border shows one of the array.
    private static NDArray Around(NDArray array, int[] widths, string mode)
    {
        for (int axis = 0; axis < array.ndim; axis++)
        {
            int size = array.Dims[axis], period = mode == "reflect" ? Math.Max(1, 2 * (size - 1)) : 2 * size;
            int Source(int at) => mode switch
            {
                "edge" => Math.Clamp(at, 0, size - 1),
                "wrap" => ((at % size) + size) % size,
                "reflect" or "symmetric" => ((at % period) + period) % period is var place && place < size ? place : mode == "reflect" ? period - place : period - 1 - place,
                _ => throw new KerasValueException($"mode '{mode}' is not supported. Use one of: 'constant', 'edge', 'reflect', 'symmetric', 'wrap'"),
            };
            array = Joining.Take(array, [.. Enumerable.Range(-widths[2 * axis], size + widths[2 * axis] + widths[2 * axis + 1]).Select(Source)], axis);
        }
        return array;
    }
}
