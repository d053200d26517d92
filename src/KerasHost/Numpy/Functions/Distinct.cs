namespace KerasHost.Numpy;

/// <summary>The different elements of an array.</summary>
internal static class Distinct
{
    public static (NDArray Values, NDArray First, NDArray Inverse, NDArray Counts) Find(NDArray array)
    {
        NDArray flat = array.ravel();
        long[] order = flat.argsort().ToArray<long>();
        NDArray sorted = flat[order];
        List<long> starts = [];
        var inverse = new long[order.Length];
        if (order.Length > 0)
        {
            bool[] differs = order.Length == 1 ? [] : sorted[1..].not_equal(sorted[..^1]).ToArray<bool>();
            // NaN differs from itself, yet counts once.
            bool[] isNan = array.dtype.is_floating ? UnaryKernel.Ask(sorted, double.IsNaN).ToArray<bool>() : new bool[order.Length];
            for (int i = 0; i < order.Length; i++)
            {
                if (i == 0 || differs[i - 1] && !(isNan[i] && isNan[i - 1]))
                    starts.Add(i);
                inverse[order[i]] = starts.Count - 1;
            }
        }
        long[] from = [.. starts];
        var counts = new long[from.Length];
        for (int i = 0; i < from.Length; i++)
            counts[i] = (i + 1 < from.Length ? from[i + 1] : order.Length) - from[i];
        return (sorted[from], NDArray.Over(order)[from], NDArray.Over(inverse), NDArray.Over(counts));
    }
}
