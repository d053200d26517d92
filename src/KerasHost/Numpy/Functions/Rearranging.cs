namespace KerasHost.Numpy;

/// <summary><c>np.append</c>, <c>np.roll</c>, <c>np.atleast_2d</c> and other functions that move, add or drop elements.</summary>
internal static class Rearranging
{
    /// <summary>An array with others behind it.</summary>
    /// <param name="arr">The array.</param>
    /// <param name="values">What comes behind it.</param>
    /// <param name="axis">The axis; null joins all elements.</param>
    [KerasExport("np.append")]
    public static NDArray append(NDArray arr, NDArray values, int? axis = null) =>
        axis is null ? Joining.Concatenate((arr.ravel(), values.ravel()), 0) : Joining.Concatenate((arr, values), axis.Value);

    /// <summary>An array with values before positions.</summary>
    /// <param name="arr">The array.</param>
    /// <param name="obj">The position.</param>
    /// <param name="values">What is put there.</param>
    /// <param name="axis">The axis; null takes all elements row by row.</param>
    [KerasExport("np.insert")]
    public static NDArray insert(NDArray arr, int obj, NDArray values, int? axis = null)
    {
        NDArray source = axis is null ? arr.ravel() : arr;
        int along = Layout.Axis(axis ?? 0, source.ndim), size = source.Dims[along], at = obj < 0 ? obj + size : obj;
        if (at < 0 || at > size)
            throw new KerasValueException($"index {obj} is out of bounds for axis {along} with size {size}");
        int[] dims = source.Dims.ToArray();
        dims[along] = values.ndim == source.ndim ? values.Dims[along] : axis is null ? Math.Max(values.size, 1) : 1;
        NDArray between = (values.ndim == source.ndim - 1 && values.ndim > 0 ? values.ExpandDims(along) : values).astype(source.dtype).BroadcastTo(dims);
        return Joining.Concatenate((Joining.Part(source, along, 0, at), between, Joining.Part(source, along, at, size - at)), along);
    }

    /// <summary>An array without the parts at positions.</summary>
    /// <param name="arr">The array.</param>
    /// <param name="obj">One position or several.</param>
    /// <param name="axis">The axis; null takes all elements row by row.</param>
    [KerasExport("np.delete")]
    public static NDArray delete(NDArray arr, NDArray obj, int? axis = null)
    {
        NDArray source = axis is null ? arr.ravel() : arr;
        int along = Layout.Axis(axis ?? 0, source.ndim), size = source.Dims[along];
        HashSet<int> gone = [];
        foreach (int position in obj.ToArray<int>())
            gone.Add(position >= -size && position < size ? position < 0 ? position + size : position
                : throw new KerasValueException($"index {position} is out of bounds for axis {along} with size {size}"));
        return Joining.Take(source, [.. Enumerable.Range(0, size).Where(i => !gone.Contains(i))], along);
    }

    /// <summary>The elements moved along an axis; what leaves at one end comes in at the other.</summary>
    /// <param name="a">The array.</param>
    /// <param name="shift">How far, one number or one an axis.</param>
    /// <param name="axis">The axes; all elements row by row by default.</param>
    [KerasExport("np.roll")]
    public static NDArray roll(NDArray a, AxisArg shift, AxisArg axis = default)
    {
        int[] by = [.. shift], axes = [.. axis];
        if (axis.IsAll)
            return Rolled(a.ravel(), by[0], 0).reshape(a.Dims);
        for (int i = 0; i < Math.Max(by.Length, axes.Length); i++)
            a = Rolled(a, by[by.Length == 1 ? 0 : i], Layout.Axis(axes[axes.Length == 1 ? 0 : i], a.ndim));
        return a;
    }

    /// <summary>Each row in reverse order.</summary>
    [KerasExport("np.fliplr")]
    public static NDArray fliplr(NDArray m) => Shaping.flip(m, 1);

    /// <summary>The rows in reverse order.</summary>
    [KerasExport("np.flipud")]
    public static NDArray flipud(NDArray m) => Shaping.flip(m, 0);

    /// <summary>An axis brought to another place; the others keep their order.</summary>
    [KerasExport("np.moveaxis")]
    public static NDArray moveaxis(NDArray a, int source, int destination)
    {
        int from = Layout.Axis(source, a.ndim), to = Layout.Axis(destination, a.ndim);
        List<int> order = [.. Enumerable.Range(0, a.ndim).Where(axis => axis != from)];
        order.Insert(to, from);
        return a.transpose([.. order]);
    }

    /// <summary>The array with at least one axis.</summary>
    [KerasExport("np.atleast_1d")]
    public static NDArray atleast_1d(NDArray ary) => ary.ndim == 0 ? ary.reshape(1) : ary;

    /// <summary>The array with at least two axes; one axis becomes a row.</summary>
    [KerasExport("np.atleast_2d")]
    public static NDArray atleast_2d(NDArray ary) => ary.ndim < 2 ? ary.reshape(1, -1) : ary;

    /// <summary>Arrays of one axis as columns, side by side with matrices.</summary>
    [KerasExport("np.column_stack")]
    public static NDArray column_stack(NDArrays tup) => Joining.Concatenate([.. tup.Select(a => a.ndim < 2 ? a.reshape(-1, 1) : a)], 1);

    /// <summary>Arrays one behind the other along the third axis.</summary>
    [KerasExport("np.dstack")]
    public static NDArray dstack(NDArrays tup) => Joining.Concatenate([.. tup.Select(a => a.ndim < 2 ? a.reshape(1, -1, 1) : a.ndim == 2 ? a.ExpandDims(2) : a)], 2);

    /// <summary>An array cut into parts that are as equal as can be; the first ones have one more.</summary>
    /// <param name="ary">The array.</param>
    /// <param name="sections">How many parts.</param>
    /// <param name="axis">The axis that is cut.</param>
    [KerasExport("np.array_split")]
    public static NDArray[] array_split(NDArray ary, int sections, int axis = 0)
    {
        if (sections <= 0)
            throw new KerasValueException("number sections must be larger than 0.");
        int along = Layout.Axis(axis, ary.ndim), each = ary.Dims[along] / sections, larger = ary.Dims[along] % sections;
        return [.. Enumerable.Range(0, sections).Select(i => Joining.Part(ary, along, i * each + Math.Min(i, larger), each + (i < larger ? 1 : 0)))];
    }

    /// <summary>An array cut at positions: <c>np.split(a, [2, 5])</c> gives three parts.</summary>
    /// <param name="ary">The array.</param>
    /// <param name="indices">Where the second and later parts begin.</param>
    /// <param name="axis">The axis that is cut.</param>
    [KerasExport("np.split", "np.array_split")]
    public static NDArray[] split(NDArray ary, int[] indices, int axis = 0)
    {
        int along = Layout.Axis(axis, ary.ndim), size = ary.Dims[along];
        int[] at = [0, .. indices.Select(i => Math.Clamp(i < 0 ? i + size : i, 0, size)), size];
        return [.. Enumerable.Range(0, at.Length - 1).Select(i => Joining.Part(ary, along, at[i], Math.Max(0, at[i + 1] - at[i])))];
    }

    /// <summary>An array cut side by side into equal parts.</summary>
    [KerasExport("np.hsplit")]
    public static NDArray[] hsplit(NDArray ary, int sections) => Shaping.split(ary, sections, ary.ndim > 1 ? 1 : 0);

    /// <summary>An array cut into equal parts one under the other.</summary>
    [KerasExport("np.vsplit")]
    public static NDArray[] vsplit(NDArray ary, int sections) => Shaping.split(ary, sections);

    /// <summary>The positions of the elements that are not 0, a row each.</summary>
    [KerasExport("np.argwhere")]
    public static NDArray argwhere(NDArray a) => Shaping.stack(a.nonzero(), axis: 1);

    /// <summary>The positions of the elements that are not 0, counted row by row.</summary>
    [KerasExport("np.flatnonzero")]
    public static NDArray flatnonzero(NDArray a) => a.ravel().nonzero()[0];

    /// <summary>How many elements are not 0.</summary>
    [KerasExport("np.count_nonzero")]
    public static int count_nonzero(NDArray a) => count_nonzero(a, default(AxisArg)).item<int>();

    /// <summary>How many elements along axes are not 0.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">The axes that vanish.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    [KerasExport("np.count_nonzero")]
    public static NDArray count_nonzero(NDArray a, AxisArg axis, bool keepdims = false) => a.astype(DType.Bool, copy: false).sum(axis, keepdims: keepdims);

    /// <summary>The positions of the elements in order, as many as asked for smallest ones first; all others behind them.</summary>
    /// <param name="a">The array.</param>
    /// <param name="kth">The position whose element is where it would be in order.</param>
    /// <param name="axis">The axis.</param>
    [KerasExport("np.argpartition")]
    public static NDArray argpartition(NDArray a, int kth, int axis = -1)
    {
        int size = a.Dims[Layout.Axis(axis, a.ndim)];
        return kth >= -size && kth < size ? a.argsort(axis) : throw new KerasValueException($"kth(={kth}) out of bounds ({size})");
    }

    /// <summary>The number of axes.</summary>
    [KerasExport("np.ndim")]
    public static int ndim(NDArray a) => a.ndim;

    /// <summary>The sizes of the axes.</summary>
    [KerasExport("np.shape")]
    public static Shape shape(NDArray a) => a.shape;

    /// <summary>The number of elements, of one axis or of all.</summary>
    [KerasExport("np.size")]
    public static int size(NDArray a, int? axis = null) => axis is { } one ? a.Dims[Layout.Axis(one, a.ndim)] : a.size;

    private static NDArray Rolled(NDArray a, int by, int axis)
    {
        int size = a.Dims[axis], first = size == 0 ? 0 : ((-by % size) + size) % size;
        return Joining.Concatenate((Joining.Part(a, axis, first, size - first), Joining.Part(a, axis, 0, first)), axis);
    }
}
