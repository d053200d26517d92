namespace KerasHost.Numpy;

/// <summary><c>np.median</c>, <c>np.percentile</c> and other functions of the order of elements.</summary>
internal static class Quantiles
{
    /// <summary>The middle element in order, or the mean of both; NaN where there is one.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    [KerasExport("np.median")]
    public static NDArray median(NDArray a, AxisArg axis = default, bool keepdims = false)
    {
        DType type = Promotion.ForFunction(a.dtype);
        return Of(a, 0.5, axis, keepdims, "linear").astype(type, copy: false);
    }

    /// <summary>The element below which so many per cent of the others lie.</summary>
    /// <param name="a">The array.</param>
    /// <param name="q">Per cent, one number or several, which become the first axis.</param>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="method">Between two elements: "linear", "lower", "higher", "nearest" or "midpoint".</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    /// <exception cref="KerasValueException">Not from 0 to 100, or another method.</exception>
    [KerasExport("np.percentile")]
    public static NDArray percentile(NDArray a, NDArray q, AxisArg axis = default, string method = "linear", bool keepdims = false) =>
        Several(a, q / NDArray.Scalar(100.0), axis, method, keepdims, "Percentiles must be in the range [0, 100]");

    /// <summary>The element below which such a part of the others lies.</summary>
    /// <param name="a">The array.</param>
    /// <param name="q">Parts from 0 to 1, one number or several, which become the first axis.</param>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="method">Between two elements: "linear", "lower", "higher", "nearest" or "midpoint".</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    /// <exception cref="KerasValueException">Not from 0 to 1, or another method.</exception>
    [KerasExport("np.quantile")]
    public static NDArray quantile(NDArray a, NDArray q, AxisArg axis = default, string method = "linear", bool keepdims = false) =>
        Several(a, q, axis, method, keepdims, "Quantiles must be in the range [0, 1]");

    /// <summary>The largest element less the smallest.</summary>
    /// <param name="a">The array.</param>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    [KerasExport("np.ptp")]
    public static NDArray ptp(NDArray a, AxisArg axis = default, bool keepdims = false) => a.max(axis, keepdims) - a.min(axis, keepdims);

    /// <summary>Where numbers would be put into a sorted array.</summary>
    /// <param name="a">One axis, ascending.</param>
    /// <param name="v">The numbers.</param>
    /// <param name="side">Of equal elements before the first ("left") or behind the last ("right").</param>
    /// <exception cref="KerasValueException">Another side.</exception>
    [KerasExport("np.searchsorted")]
    public static NDArray searchsorted(NDArray a, NDArray v, string side = "left")
    {
        if (side is not ("left" or "right"))
            throw new KerasValueException($"search side must be 'left' or 'right' (got '{side}')");
        double[] sorted = a.ToArray<double>();
        return NDArray.Over(Array.ConvertAll(v.ToArray<double>(), value => (long)Position(sorted, value, side == "right")), v.shape);
    }

    /// <summary>For each number the bin that it lies in: 0 before the first edge.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="bins">The edges, ascending.</param>
    /// <param name="right">Whether a bin holds its right edge rather than its left.</param>
    [KerasExport("np.digitize")]
    public static NDArray digitize(NDArray x, NDArray bins, bool right = false) => searchsorted(bins, x, right ? "left" : "right");

    /// <summary>How many elements lie in each of some bins, and the edges: <c>var (counts, edges) = np.histogram(x, bins: 10)</c>.</summary>
    /// <param name="a">The elements.</param>
    /// <param name="bins">How many bins, or their edges.</param>
    /// <param name="range">The first and last edge; null means the smallest and largest element.</param>
    /// <param name="density">Whether counts become a density whose integral is 1.</param>
    /// <exception cref="KerasValueException">No bins.</exception>
    [KerasExport("np.histogram")]
    public static ArrayTuple histogram(NDArray a, NDArray? bins = null, (double, double)? range = null, bool density = false)
    {
        double[] values = a.ToArray<double>();
        NDArray wanted = bins ?? NDArray.Scalar(10L);
        NDArray edges = wanted.ndim > 0 ? wanted : Edges(values, wanted.item<int>(), range);
        double[] at = edges.ToArray<double>();
        var counts = new long[at.Length - 1];
        foreach (double value in values)
            if (value >= at[0] && value <= at[^1])
                counts[Math.Min(Position(at, value, behind: true) - 1, counts.Length - 1)]++;
        if (!density)
            return new([NDArray.Over(counts), edges]);
        long all = counts.Sum();
        return new([NDArray.Over(counts.Select((count, i) => count / (at[i + 1] - at[i]) / all).ToArray()), edges]);
    }

    /// <summary>Values between points, on the straight line from one to the next.</summary>
    /// <param name="x">Where.</param>
    /// <param name="xp">The points, ascending.</param>
    /// <param name="fp">The values at the points.</param>
    /// <exception cref="KerasValueException">Not as many values as points.</exception>
    [KerasExport("np.interp")]
    public static NDArray interp(NDArray x, NDArray xp, NDArray fp)
    {
        double[] points = xp.ToArray<double>(), values = fp.ToArray<double>();
        if (points.Length != values.Length || points.Length == 0)
            throw new KerasValueException("fp and xp are not of the same length.");
        return NDArray.Over(Array.ConvertAll(x.ToArray<double>(), at =>
        {
            int behind = Position(points, at, behind: true);
            if (behind == 0 || behind == points.Length)
                return values[behind == 0 ? 0 : ^1];
            double slope = (values[behind] - values[behind - 1]) / (points[behind] - points[behind - 1]);
            return slope * (at - points[behind - 1]) + values[behind - 1];
        }), x.shape);
    }

    private static NDArray Edges(double[] values, int bins, (double, double)? range)
    {
        if (bins < 1)
            throw new KerasValueException("`bins` must be positive, when an integer");
        (double first, double last) = range ?? (values.Length == 0 ? (0, 1) : (values.Min(), values.Max()));
        if (first == last)
            (first, last) = (first - 0.5, last + 0.5);
        return Creation.linspace(first, last, bins + 1);
    }

    private static int Position(double[] sorted, double value, bool behind)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || behind && sorted[middle] == value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static NDArray Several(NDArray a, NDArray parts, AxisArg axis, string method, bool keepdims, string outside)
    {
        double[] wanted = parts.ToArray<double>();
        if (wanted.Any(part => part is not (>= 0 and <= 1)))
            throw new KerasValueException(outside);
        NDArray[] found = Array.ConvertAll(wanted, part => Of(a, part, axis, keepdims, method));
        if (parts.ndim == 0)
            return found[0];
        NDArray all = Shaping.stack(found);
        return all.reshape([.. parts.shape.Dims, .. all.Dims[1..]]);
    }

    private static NDArray Of(NDArray a, double part, AxisArg axis, bool keepdims, string method)
    {
        bool[] vanish = axis.Flags(a.ndim);
        int[] rest = [.. Enumerable.Range(0, a.ndim).Where(i => !vanish[i])], gone = [.. Enumerable.Range(0, a.ndim).Where(i => vanish[i])];
        int[] dims = [.. rest.Select(i => a.Dims[i])];
        DType type = method is "lower" or "higher" or "nearest" ? a.dtype : Promotion.ForFunction(a.dtype);
        double[] values = Rows.Sort(a.transpose([.. rest, .. gone]).reshape([.. dims, -1]), dims.Length).ToArray<double>();
        int groups = Layout.Count(dims), size = groups == 0 ? 0 : values.Length / groups;
        if (size == 0)
            return Creation.full(dims, NDArray.Scalar(double.NaN));
        var result = new double[groups];
        for (int i = 0; i < groups; i++)
            result[i] = double.IsNaN(values[(i + 1) * size - 1]) ? double.NaN : Between(values.AsSpan(i * size, size), part * (size - 1), method);
        return NDArray.Over(result, keepdims ? [.. vanish.Select((flag, i) => flag ? 1 : a.Dims[i])] : dims).astype(type, copy: false);
    }

    private static double Between(ReadOnlySpan<double> sorted, double position, string method)
    {
        int below = (int)Math.Floor(position), above = Math.Min(below + 1, sorted.Length - 1);
        double part = position - below, a = sorted[below], b = sorted[above];
        return method switch
        {
            // NumPy's way, which is exact at both ends.
            "linear" => part >= 0.5 ? b - (b - a) * (1 - part) : a + (b - a) * part,
            "lower" => a,
            "higher" => part > 0 ? b : a,
            "nearest" => sorted[Math.Min((int)Math.Round(position, MidpointRounding.ToEven), sorted.Length - 1)],
            "midpoint" => part > 0 ? (a + b) / 2 : a,
            _ => throw new KerasValueException($"'{method}' is not a valid method. Use one of: 'linear', 'lower', 'higher', 'nearest', 'midpoint'"),
        };
    }
}
