namespace KerasHost.Numpy;

/// <summary><c>np.isin</c> and other functions of arrays as sets.</summary>
internal static class Sets
{
    /// <summary>For each element whether it is among others.</summary>
    /// <param name="element">The elements.</param>
    /// <param name="test_elements">The others.</param>
    /// <param name="invert">Whether it is not among them.</param>
    [KerasExport("np.isin")]
    public static NDArray isin(NDArray element, NDArray test_elements, bool invert = false)
    {
        HashSet<object?> others = [.. Items(test_elements)];
        return NDArray.Over(Items(element).Select(item => others.Contains(item) != invert).ToArray(), element.shape);
    }

    /// <summary>For each element whether it is among others, on one axis.</summary>
    [KerasExport("np.in1d")]
    public static NDArray in1d(NDArray ar1, NDArray ar2, bool invert = false) => isin(ar1.ravel(), ar2, invert);

    /// <summary>The different elements of either, sorted.</summary>
    [KerasExport("np.union1d")]
    public static NDArray union1d(NDArray ar1, NDArray ar2) => Distinct.Find(Shaping.concatenate((ar1.ravel(), ar2.ravel()))).Values;

    /// <summary>The different elements of both, sorted.</summary>
    [KerasExport("np.intersect1d")]
    public static NDArray intersect1d(NDArray ar1, NDArray ar2)
    {
        NDArray first = Distinct.Find(ar1).Values;
        return first[isin(first, ar2)];
    }

    /// <summary>The different elements of the first that the second does not have, sorted.</summary>
    [KerasExport("np.setdiff1d")]
    public static NDArray setdiff1d(NDArray ar1, NDArray ar2)
    {
        NDArray first = Distinct.Find(ar1).Values;
        return first[isin(first, ar2, invert: true)];
    }

    // Numbers compare by value, whatever their types.
    private static IEnumerable<object?> Items(NDArray array) => array.dtype.Code is DTypeCode.String or DTypeCode.Object
        ? Enumerable.Range(0, array.size).Select(i => array.item(i)) : array.ToArray<double>().Cast<object?>();
}
