namespace KerasHost.Numpy;

/// <summary>
/// One entry of an array's index: an integer, a range or <c>slice(a, b, step)</c>, <c>np.newaxis</c>, <c>Slice.Ellipsis</c>,
/// or an array of positions or of truth values.
/// </summary>
public readonly struct NDIndex
{
    private NDIndex(Slice slice) => Slice = slice;

    private NDIndex(NDArray array) => Array = array;

    /// <summary>The simple entry, when <see cref="Array"/> is null.</summary>
    internal Slice Slice { get; }

    /// <summary>Positions or truth values, or null.</summary>
    internal NDArray? Array { get; }

    /// <summary>One position; negative from the end.</summary>
    public static implicit operator NDIndex(int index) => new((Slice)index);

    /// <summary>One position; negative from the end.</summary>
    public static implicit operator NDIndex(long index) => new((Slice)checked((int)index));

    /// <summary>One position, from either end.</summary>
    public static implicit operator NDIndex(Index index) => new((Slice)index);

    /// <summary>A C# range.</summary>
    public static implicit operator NDIndex(Range range) => new((Slice)range);

    /// <summary><c>slice(a, b, step)</c>, <c>np.newaxis</c> or <c>Slice.Ellipsis</c>.</summary>
    public static implicit operator NDIndex(Slice slice) => new(slice);

    /// <summary>Positions, a mask, or a scalar position.</summary>
    /// <exception cref="KerasTypeException">The array is neither of integers nor of bool.</exception>
    public static implicit operator NDIndex(NDArray array)
    {
        if (array.dtype.is_integer && array.ndim == 0)
            return new((Slice)(int)array.item<long>());
        if (!array.dtype.is_integer && array.dtype != DType.Bool && array.size > 0)
            throw new KerasTypeException(array.ndim == 0
                ? "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
                : "arrays used as indices must be of integer (or boolean) type");
        return new(array);
    }

    /// <summary>Positions.</summary>
    public static implicit operator NDIndex(int[] indices) => new(NDArray.Over(indices));

    /// <summary>Positions.</summary>
    public static implicit operator NDIndex(long[] indices) => new(NDArray.Over(indices));

    /// <summary>Positions.</summary>
    public static implicit operator NDIndex(List<int> indices) => new(NDArray.Over(indices.ToArray()));

    /// <summary>A mask.</summary>
    public static implicit operator NDIndex(bool[] mask) => new(NDArray.Over(mask));
}
