using KerasHost.Layers;

namespace KerasHost.Numpy;

/// <summary><c>np.linalg</c>.</summary>
internal static class LinearAlgebra
{
    /// <summary>The length of vectors or of matrices.</summary>
    /// <param name="x">The array.</param>
    /// <param name="ord">Null or 2 for the root of the sum of squares; 1, infinity, -infinity, 0 or another number for vectors; 1 and infinity for matrices, the largest sum of a column or row.</param>
    /// <param name="axis">The axis of the vectors, or two of the matrices; all elements by default.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    /// <exception cref="KerasValueException">A length that matrices do not have here.</exception>
    [KerasExport("np.linalg.norm")]
    public static NDArray norm(NDArray x, double? ord = null, AxisArg axis = default, bool keepdims = false)
    {
        NDArray a = x.dtype.is_floating ? x : x.astype(DType.Float64);
        int axes = axis.IsAll ? a.ndim : axis.Count();
        if (ord is null || ord == 2 && axes == 1)
            return Elementwise.sqrt((a * a).sum(axis, keepdims: keepdims));
        NDArray size = Elementwise.abs(a);
        if (axes == 1)
            return ord switch
            {
                double.PositiveInfinity => size.max(axis, keepdims),
                double.NegativeInfinity => size.min(axis, keepdims),
                0 => a.not_equal(NDArray.Scalar(0L)).astype(a.dtype).sum(axis, keepdims: keepdims),
                1 => size.sum(axis, keepdims: keepdims),
                { } p => size.power(NDArray.Scalar(p).astype(a.dtype)).sum(axis, keepdims: keepdims).power(NDArray.Scalar(1 / p).astype(a.dtype)),
            };
        if (axes == 2 && a.ndim == 2 && ord is 1 or double.PositiveInfinity)
            return size.sum(ord == 1 ? 0 : 1).max(keepdims: false) is var length && keepdims ? length.reshape(1, 1) : size.sum(ord == 1 ? 0 : 1).max();
        throw new KerasValueException($"Invalid norm order for matrices here: ord={ord}. Known: none, 1 and infinity.");
    }

    /// <summary>The inverse of square matrices.</summary>
    /// <exception cref="KerasValueException">A matrix has no inverse.</exception>
    [KerasExport("np.linalg.inv")]
    public static NDArray inv(NDArray a) => Singular(() => Op.Inverse(Floats(a)).numpy());

    /// <summary>The determinant of square matrices.</summary>
    [KerasExport("np.linalg.det")]
    public static NDArray det(NDArray a) => Op.Determinant(Floats(a)).numpy();

    /// <summary>The x of a·x = b for a square matrix.</summary>
    /// <param name="a">Shape <c>(n, n)</c>.</param>
    /// <param name="b">Shape <c>(n)</c> or <c>(n, columns)</c>.</param>
    /// <exception cref="KerasValueException">The matrix has no inverse.</exception>
    [KerasExport("np.linalg.solve")]
    public static NDArray solve(NDArray a, NDArray b) => Singular(() =>
    {
        Tensor x = Floats(a), y = Op.Cast(Floats(b), x.dtype);
        return b.ndim == a.ndim - 1 ? Op.Squeeze(Op.Solve(x, Op.ExpandDims(y, -1)), [-1]).numpy() : Op.Solve(x, y).numpy();
    });

    private static Tensor Floats(NDArray a) => (a.dtype == DType.Float32 ? a : a.astype(DType.Float64)).ToTensor();

    private static NDArray Singular(Func<NDArray> work)
    {
        try
        {
            return work();
        }
        catch (KerasValueException)
        {
            throw new KerasValueException("Singular matrix");
        }
    }
}
