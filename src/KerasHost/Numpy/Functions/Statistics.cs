namespace KerasHost.Numpy;

/// <summary><c>np.sum</c>, <c>np.argmax</c>, <c>np.sort</c> and the other functions along axes.</summary>
internal static class Statistics
{
    /// <inheritdoc cref="NDArray.sum"/>
    [KerasExport("np.sum")]
    public static NDArray sum(NDArray a, AxisArg axis = default, DType? dtype = null, bool keepdims = false) => a.sum(axis, dtype, keepdims);

    /// <inheritdoc cref="NDArray.prod"/>
    [KerasExport("np.prod")]
    public static NDArray prod(NDArray a, AxisArg axis = default, DType? dtype = null, bool keepdims = false) => a.prod(axis, dtype, keepdims);

    /// <inheritdoc cref="NDArray.mean"/>
    [KerasExport("np.mean")]
    public static NDArray mean(NDArray a, AxisArg axis = default, DType? dtype = null, bool keepdims = false) => a.mean(axis, dtype, keepdims);

    /// <inheritdoc cref="NDArray.var"/>
    [KerasExport("np.var")]
    public static NDArray var(NDArray a, AxisArg axis = default, int ddof = 0, bool keepdims = false) => a.var(axis, ddof, keepdims);

    /// <inheritdoc cref="NDArray.std"/>
    [KerasExport("np.std")]
    public static NDArray std(NDArray a, AxisArg axis = default, int ddof = 0, bool keepdims = false) => a.std(axis, ddof, keepdims);

    /// <inheritdoc cref="NDArray.min"/>
    [KerasExport("np.min", "np.amin")]
    public static NDArray min(NDArray a, AxisArg axis = default, bool keepdims = false) => a.min(axis, keepdims);

    /// <inheritdoc cref="NDArray.max"/>
    [KerasExport("np.max", "np.amax")]
    public static NDArray max(NDArray a, AxisArg axis = default, bool keepdims = false) => a.max(axis, keepdims);

    /// <inheritdoc cref="NDArray.all"/>
    [KerasExport("np.all")]
    public static NDArray all(NDArray a, AxisArg axis = default, bool keepdims = false) => a.all(axis, keepdims);

    /// <inheritdoc cref="NDArray.any"/>
    [KerasExport("np.any")]
    public static NDArray any(NDArray a, AxisArg axis = default, bool keepdims = false) => a.any(axis, keepdims);

    /// <inheritdoc cref="NDArray.argmax"/>
    [KerasExport("np.argmax")]
    public static NDArray argmax(NDArray a, int? axis = null) => a.argmax(axis);

    /// <inheritdoc cref="NDArray.argmin"/>
    [KerasExport("np.argmin")]
    public static NDArray argmin(NDArray a, int? axis = null) => a.argmin(axis);

    /// <inheritdoc cref="NDArray.cumsum"/>
    [KerasExport("np.cumsum")]
    public static NDArray cumsum(NDArray a, int? axis = null, DType? dtype = null) => a.cumsum(axis, dtype);

    /// <summary>A sorted copy, ascending, NaN last.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">The axis to sort along; null for all elements row by row.</param>
    [KerasExport("np.sort")]
    public static NDArray sort(NDArray a, int? axis = -1)
    {
        NDArray result = axis is null ? a.flatten() : a.copy();
        result.sort(axis ?? -1);
        return result;
    }

    /// <inheritdoc cref="NDArray.argsort"/>
    [KerasExport("np.argsort")]
    public static NDArray argsort(NDArray a, int? axis = -1) => a.argsort(axis);

    /// <summary>The different elements, sorted.</summary>
    /// <param name="ar">The array.</param>
    [KerasExport("np.unique")]
    public static NDArray unique(NDArray ar) => Distinct.Find(ar).Values;

    /// <summary>The different parts along an axis, sorted: <c>np.unique(rows, axis: 0)</c>.</summary>
    /// <param name="ar">Numbers.</param>
    /// <param name="axis">The axis.</param>
    [KerasExport("np.unique")]
    public static NDArray unique(NDArray ar, int axis)
    {
        int along = Layout.Axis(axis, ar.ndim);
        double[][] parts = [.. Enumerable.Range(0, ar.Dims[along]).Select(i => Joining.Part(ar, along, i, 1).ToArray<double>())];
        int[] order = [.. Enumerable.Range(0, parts.Length).Order(Comparer<int>.Create((a, b) => parts[a].AsSpan().SequenceCompareTo(parts[b])))];
        return Joining.Take(ar, [.. order.Where((part, i) => i == 0 || !parts[part].AsSpan().SequenceEqual(parts[order[i - 1]]))], along);
    }

    /// <summary>The different elements, sorted, and what else is asked for, in the order of the parameters.</summary>
    /// <param name="ar">The array.</param>
    /// <param name="return_index">The position of the first of each.</param>
    /// <param name="return_inverse">For each element of the array, which of the different ones it is.</param>
    /// <param name="return_counts">How often each comes.</param>
    [KerasExport("np.unique")]
    public static ArrayTuple unique(NDArray ar, bool return_index = false, bool return_inverse = false, bool return_counts = false)
    {
        (NDArray values, NDArray first, NDArray inverse, NDArray counts) = Distinct.Find(ar);
        List<NDArray> results = [values];
        if (return_index)
            results.Add(first);
        if (return_inverse)
            results.Add(inverse);
        if (return_counts)
            results.Add(counts);
        return new([.. results]);
    }

    /// <summary>How often each of the numbers 0, 1, … comes.</summary>
    /// <param name="x">Integers that are not negative.</param>
    /// <param name="minlength">At least so many counts.</param>
    [KerasExport("np.bincount")]
    public static NDArray bincount(NDArray x, int minlength = 0)
    {
        long[] values = x.ToArray<long>();
        if (values.Any(v => v < 0))
            throw new KerasValueException("'list' argument must have no negative elements");
        var counts = new long[Math.Max(minlength, values.Length == 0 ? 0 : checked((int)values.Max() + 1))];
        foreach (long value in values)
            counts[value]++;
        return NDArray.Over(counts);
    }

    /// <summary>The difference of neighbours along an axis.</summary>
    /// <param name="a">The array.</param>
    /// <param name="n">How often; 2 gives the differences of the differences.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="KerasValueException">A negative number of times.</exception>
    [KerasExport("np.diff")]
    public static NDArray diff(NDArray a, int n = 1, int axis = -1)
    {
        if (n < 0)
            throw new KerasValueException($"order must be non-negative but got {n}");
        axis = Layout.Axis(axis, a.ndim);
        for (; n > 0; n--)
        {
            int rest = Math.Max(0, a.Dims[axis] - 1);
            a = rest == 0 ? Joining.Part(a, axis, 0, 0).copy() : Joining.Part(a, axis, 1, rest) - Joining.Part(a, axis, 0, rest);
        }
        return a;
    }

    /// <summary>The weighted mean; the plain one without weights.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">The axis; all by default.</param>
    /// <param name="weights">Weights of the array's shape, or null.</param>
    [KerasExport("np.average")]
    public static NDArray average(NDArray a, AxisArg axis = default, NDArray? weights = null) =>
        weights is null ? a.mean(axis) : (a * weights).sum(axis) / (weights * Creation.ones_like(a, weights.dtype)).sum(axis);
}
