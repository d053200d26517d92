namespace KerasHost.Numpy;

/// <summary><c>np.diag</c>, <c>np.outer</c>, <c>np.meshgrid</c> and other functions that make or take apart matrices.</summary>
internal static class Matrices
{
    /// <summary>A matrix with this diagonal, or the diagonal of a matrix.</summary>
    /// <param name="v">One axis, or two.</param>
    /// <param name="k">How far the diagonal is above the main one.</param>
    /// <exception cref="KerasValueException">Other numbers of axes.</exception>
    [KerasExport("np.diag")]
    public static NDArray diag(NDArray v, int k = 0)
    {
        if (v.ndim == 2)
            return diagonal(v, k);
        if (v.ndim != 1)
            throw new KerasValueException("Input must be 1- or 2-d.");
        int size = v.Count + Math.Abs(k);
        NDArray result = NDArray.Zeros(v.dtype, size, size);
        for (int i = 0; i < v.Count; i++)
            result[i + Math.Max(0, -k), i + Math.Max(0, k)] = v[i];
        return result;
    }

    /// <summary>The diagonal of a matrix.</summary>
    /// <param name="a">Two axes.</param>
    /// <param name="offset">How far the diagonal is above the main one.</param>
    [KerasExport("np.diagonal")]
    public static NDArray diagonal(NDArray a, int offset = 0)
    {
        if (a.ndim != 2)
            throw new KerasValueException("diag requires an array of at least two dimensions");
        int row = Math.Max(0, -offset), column = Math.Max(0, offset), size = Math.Max(0, Math.Min(a.Dims[0] - row, a.Dims[1] - column));
        return a[Enumerable.Range(row, size).ToArray(), Enumerable.Range(column, size).ToArray()];
    }

    /// <summary>The sum of the diagonal of a matrix.</summary>
    [KerasExport("np.trace")]
    public static NDArray trace(NDArray a, int offset = 0) => diagonal(a, offset).sum();

    /// <summary>A matrix without what is above a diagonal.</summary>
    [KerasExport("np.tril")]
    public static NDArray tril(NDArray m, int k = 0) => Elementwise.where(Below(m, k), m, NDArray.Zeros(m.dtype));

    /// <summary>A matrix without what is below a diagonal.</summary>
    [KerasExport("np.triu")]
    public static NDArray triu(NDArray m, int k = 0) => Elementwise.where(Below(m, k - 1), NDArray.Zeros(m.dtype), m);

    /// <summary>Ones up to a diagonal, zeros above.</summary>
    [KerasExport("np.tri")]
    public static NDArray tri(int N, int? M = null, int k = 0, DType? dtype = null) => tril(Creation.ones([N, M ?? N], dtype), k);

    /// <summary>All products of an element of one with an element of the other.</summary>
    [KerasExport("np.outer")]
    public static NDArray outer(NDArray a, NDArray b) => a.ravel().ExpandDims(1) * b.ravel().ExpandDims(0);

    /// <summary>The sum over the last axes of both.</summary>
    [KerasExport("np.inner")]
    public static NDArray inner(NDArray a, NDArray b) => a.ndim == 0 || b.ndim == 0 ? a * b : Linear(a, b, [a.ndim - 1], [b.ndim - 1]);

    /// <summary>The sum of the products of all elements.</summary>
    [KerasExport("np.vdot")]
    public static NDArray vdot(NDArray a, NDArray b) => a.ravel().dot(b.ravel());

    /// <summary>The sum over the last axes of a and the first of b.</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="axes">How many axes.</param>
    [KerasExport("np.tensordot")]
    public static NDArray tensordot(NDArray a, NDArray b, int axes = 2) => axes == 0 ? outer(a, b).reshape([.. a.Dims, .. b.Dims])
        : Linear(a, b, [.. Enumerable.Range(a.ndim - axes, axes)], [.. Enumerable.Range(0, axes)]);

    /// <summary>The sum over pairs of axes: <c>axes: ([1, 2], [0, 1])</c>.</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="axes">Axes of a, and as many of b.</param>
    /// <exception cref="KerasValueException">The axes do not fit.</exception>
    [KerasExport("np.tensordot")]
    public static NDArray tensordot(NDArray a, NDArray b, (AxisArg, AxisArg) axes) => Linear(a, b, [.. axes.Item1], [.. axes.Item2]);

    /// <summary>Coordinates of the points of a grid.</summary>
    /// <param name="xi">The coordinates along each axis.</param>
    /// <returns>An array an axis, of the shape of the grid: that of the second, then of the first, then of the others.</returns>
    [KerasExport("np.meshgrid")]
    public static NDArray[] meshgrid(params NDArray[] xi) => Grid(xi, "xy");

    /// <summary>Coordinates of the points of a grid.</summary>
    /// <param name="x1">The coordinates along one axis.</param>
    /// <param name="x2">The coordinates along the other.</param>
    /// <param name="indexing">"xy": the first axis of the result is that of the second argument; "ij": that of the first.</param>
    /// <exception cref="KerasValueException">Another word.</exception>
    [KerasExport("np.meshgrid")]
    public static NDArray[] meshgrid(NDArray x1, NDArray x2, string indexing) => Grid([x1, x2], indexing);

    /// <summary>How variables vary together: <c>(variables, variables)</c>, divided by the number of observations less one.</summary>
    /// <param name="m">Shape <c>(variables, observations)</c>.</param>
    /// <param name="rowvar">False: <c>(observations, variables)</c>.</param>
    /// <param name="ddof">The divisor is the number of observations less this; null means 1.</param>
    [KerasExport("np.cov")]
    public static NDArray cov(NDArray m, bool rowvar = true, int? ddof = null)
    {
        NDArray x = m.ndim < 2 ? m.reshape(1, -1) : rowvar ? m : m.T;
        x = x.astype(DType.Float64);
        NDArray deviations = x - x.mean(1, keepdims: true);
        NDArray result = deviations.matmul(deviations.T) / NDArray.Scalar((double)(x.Dims[1] - (ddof ?? 1)));
        return m.ndim < 2 ? result.reshape() : result;
    }

    /// <summary>The correlation of two variables, or of all pairs of several: 1 on the diagonal.</summary>
    /// <param name="x">Shape <c>(variables, observations)</c>, or one variable.</param>
    /// <param name="y">Another, or null.</param>
    /// <param name="rowvar">False: <c>(observations, variables)</c>.</param>
    [KerasExport("np.corrcoef")]
    public static NDArray corrcoef(NDArray x, NDArray? y = null, bool rowvar = true)
    {
        NDArray all = rowvar || x.ndim < 2 ? x : x.T;
        if (y is not null)
            all = Shaping.vstack((all, rowvar || y.ndim < 2 ? y : y.T));
        NDArray c = cov(all);
        if (c.ndim == 0)
            return c / c;
        NDArray deviations = Elementwise.sqrt(diag(c));
        return Elementwise.clip(c / deviations.ExpandDims(1) / deviations.ExpandDims(0), NDArray.Scalar(-1.0), NDArray.Scalar(1.0));
    }

    /// <summary>The sums of the products of an array with another that is moved along it, turned round.</summary>
    /// <param name="a">One axis.</param>
    /// <param name="v">One axis.</param>
    /// <param name="mode">"full": wherever they meet; "same": as many as the longer has; "valid": only where they cover each other.</param>
    /// <exception cref="KerasValueException">Nothing, or another mode.</exception>
    [KerasExport("np.convolve")]
    public static NDArray convolve(NDArray a, NDArray v, string mode = "full")
    {
        if (a.size == 0 || v.size == 0)
            throw new KerasValueException("a cannot be empty");
        if (v.size > a.size)
            (a, v) = (v, a);
        double[] x = a.ToArray<double>(), w = v.ToArray<double>();
        (int first, int count) = mode switch
        {
            "full" => (0, x.Length + w.Length - 1),
            "same" => ((w.Length - 1) / 2, x.Length),
            "valid" => (w.Length - 1, x.Length - w.Length + 1),
            _ => throw new KerasValueException($"mode must be one of 'valid', 'same', or 'full' (got '{mode}')"),
        };
        var result = new double[count];
        for (int i = 0; i < count; i++)
            for (int k = Math.Max(0, first + i - x.Length + 1); k < w.Length && k <= first + i; k++)
                result[i] += x[first + i - k] * w[k];
        return NDArray.Over(result).astype(Promotion.Of(a.dtype, v.dtype), copy: false);
    }

    private static NDArray Below(NDArray m, int k)
    {
        if (m.ndim < 2)
            throw new KerasValueException("A matrix has at least two axes.");
        return (Creation.arange(NDArray.Scalar((long)m.Dims[^1])) - Creation.arange(NDArray.Scalar((long)m.Dims[^2])).ExpandDims(1)) <= NDArray.Scalar((long)k);
    }

    private static NDArray[] Grid(NDArray[] xi, string indexing)
    {
        if (indexing is not ("xy" or "ij"))
            throw new KerasValueException("Valid values for `indexing` are 'xy' and 'ij'.");
        int[] axes = [.. Enumerable.Range(0, xi.Length)];
        if (indexing == "xy" && xi.Length > 1)
            (axes[0], axes[1]) = (1, 0);
        var dims = new int[xi.Length];
        for (int i = 0; i < xi.Length; i++)
            dims[axes[i]] = xi[i].size;
        return [.. xi.Select((x, i) => x.reshape([.. dims.Select((_, axis) => axis == axes[i] ? -1 : 1)]).BroadcastTo(dims).copy())];
    }

    private static NDArray Linear(NDArray a, NDArray b, int[] aAxes, int[] bAxes)
    {
        int[] fromA = Array.ConvertAll(aAxes, axis => Layout.Axis(axis, a.ndim)), fromB = Array.ConvertAll(bAxes, axis => Layout.Axis(axis, b.ndim));
        if (fromA.Length != fromB.Length || fromA.Where((axis, i) => a.Dims[axis] != b.Dims[fromB[i]]).Any())
            throw new KerasValueException("shape-mismatch for sum");
        int[] left = [.. Enumerable.Range(0, a.ndim).Except(fromA)], right = [.. Enumerable.Range(0, b.ndim).Except(fromB)];
        int shared = fromA.Aggregate(1, (size, axis) => size * a.Dims[axis]);
        NDArray x = a.transpose([.. left, .. fromA]).reshape(-1, shared), y = b.transpose([.. fromB, .. right]).reshape(shared, -1);
        return x.matmul(y).reshape([.. left.Select(axis => a.Dims[axis]), .. right.Select(axis => b.Dims[axis])]);
    }
}
