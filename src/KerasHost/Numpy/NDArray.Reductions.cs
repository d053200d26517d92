namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>The sum. Integers and bools are added up in 64 bits, floats in their own type by NumPy's pairwise scheme.</summary>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="dtype">The type to add in, or null for the rule above.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    public NDArray sum(AxisArg axis = default, DType? dtype = null, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        return Keep(Sums.Run(this, reduced, dtype ?? Accumulator(this.dtype)), reduced, keepdims);
    }

    /// <summary>The product.</summary>
    /// <inheritdoc cref="sum"/>
    public NDArray prod(AxisArg axis = default, DType? dtype = null, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        return Keep(Reductions.Product(this, reduced, dtype ?? Accumulator(this.dtype)), reduced, keepdims);
    }

    /// <summary>The arithmetic mean; of integers in float64.</summary>
    /// <inheritdoc cref="sum"/>
    public NDArray mean(AxisArg axis = default, DType? dtype = null, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        DType result = dtype ?? (this.dtype.is_floating ? this.dtype : DType.Float64);
        // float16 is added up in float32.
        DType add = dtype is null && result == DType.Float16 ? DType.Float32 : result;
        NDArray total = Sums.Run(this, reduced, add);
        return Keep(Quotient(total, CountOf(reduced)).astype(result, copy: false), reduced, keepdims);
    }

    /// <summary>The variance: the mean of (x - mean)².</summary>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="ddof">The divisor is the number of elements less this.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    public NDArray var(AxisArg axis = default, int ddof = 0, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        DType result = dtype.is_floating ? dtype : DType.Float64;
        NDArray mean = Quotient(Sums.Run(this, reduced, result), CountOf(reduced)).reshape(ReducePlan.KeepDims(this, reduced));
        NDArray deviation = this - mean;
        NDArray squares = Sums.Run(deviation * deviation, reduced, result);
        return Keep(Quotient(squares, Math.Max(CountOf(reduced) - ddof, 0)).astype(result, copy: false), reduced, keepdims);
    }

    /// <summary>The standard deviation: the root of the variance.</summary>
    /// <inheritdoc cref="var"/>
    public NDArray std(AxisArg axis = default, int ddof = 0, bool keepdims = false) => UnaryKernel.Real(var(axis, ddof, keepdims), Math.Sqrt);

    /// <summary>The smallest element; NaN where there is one.</summary>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    /// <exception cref="KerasValueException">There are no elements.</exception>
    public NDArray min(AxisArg axis = default, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        return Keep(Reductions.Minimum(this, reduced), reduced, keepdims);
    }

    /// <summary>The largest element; NaN where there is one.</summary>
    /// <inheritdoc cref="min"/>
    public NDArray max(AxisArg axis = default, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        return Keep(Reductions.Maximum(this, reduced), reduced, keepdims);
    }

    /// <summary>Whether all elements are true.</summary>
    /// <param name="axis">The axes that vanish; all by default.</param>
    /// <param name="keepdims">Keep the axes with size 1.</param>
    public NDArray all(AxisArg axis = default, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        return Keep(Reductions.Truth(this, reduced, all: true), reduced, keepdims);
    }

    /// <summary>Whether any element is true.</summary>
    /// <inheritdoc cref="all"/>
    public NDArray any(AxisArg axis = default, bool keepdims = false)
    {
        bool[] reduced = axis.Flags(ndim);
        return Keep(Reductions.Truth(this, reduced, all: false), reduced, keepdims);
    }

    /// <summary>The position of the largest element, the first of several.</summary>
    /// <param name="axis">The axis to search along; null for all elements counted row by row.</param>
    /// <exception cref="KerasValueException">There are no elements.</exception>
    public NDArray argmax(int? axis = null) => axis is { } a ? Rows.ArgExtreme(this, Layout.Axis(a, ndim), true) : Rows.ArgExtreme(ravel(), 0, true);

    /// <summary>The position of the smallest element, the first of several.</summary>
    /// <inheritdoc cref="argmax"/>
    public NDArray argmin(int? axis = null) => axis is { } a ? Rows.ArgExtreme(this, Layout.Axis(a, ndim), false) : Rows.ArgExtreme(ravel(), 0, false);

    /// <summary>The running sums.</summary>
    /// <param name="axis">The axis to add along; null for all elements row by row.</param>
    /// <param name="dtype">The type to add in, or null: 64 bits for integers, floats in their own.</param>
    public NDArray cumsum(int? axis = null, DType? dtype = null)
    {
        NDArray source = axis is null ? ravel() : this;
        return Rows.CumulativeSum(source, Layout.Axis(axis ?? 0, source.ndim), dtype ?? Accumulator(this.dtype));
    }

    /// <summary>Sorts in place, ascending, NaN last.</summary>
    /// <param name="axis">The axis to sort along.</param>
    public void sort(int axis = -1) => Assign(Rows.Sort(this, Layout.Axis(axis, ndim)));

    /// <summary>The positions that sort the array; equal elements keep their order.</summary>
    /// <param name="axis">The axis to sort along; null for all elements row by row.</param>
    public NDArray argsort(int? axis = -1) =>
        axis is { } a ? Rows.ArgSort(this, Layout.Axis(a, ndim)) : Rows.ArgSort(ravel(), 0);

    /// <summary>The elements held between two bounds.</summary>
    public NDArray clip(NDArray min, NDArray max) => Arithmetic.Minimum(Arithmetic.Maximum(this, min), max);

    /// <summary>The elements rounded to so many decimals, halves to the even neighbour.</summary>
    /// <param name="decimals">Digits behind the point; negative ones before it.</param>
    public NDArray round(int decimals = 0) => Rounding.Round(this, decimals);

    /// <summary>The type in which sums and products are formed.</summary>
    private static DType Accumulator(DType type) => type.Code switch
    {
        DTypeCode.Bool or DTypeCode.Int8 or DTypeCode.Int16 or DTypeCode.Int32 => DType.Int64,
        DTypeCode.UInt8 or DTypeCode.UInt16 or DTypeCode.UInt32 => DTypeCode.UInt64,
        _ => type,
    };

    // In double: half a float's digits to spare, so that the one rounding that follows is right.
    private static NDArray Quotient(NDArray total, int count) => (total.astype(DType.Float64) / Scalar((double)count)).astype(total.dtype, copy: false);

    private int CountOf(bool[] reduced)
    {
        int count = 1;
        for (int axis = 0; axis < ndim; axis++)
            if (reduced[axis])
                count *= _dims[axis];
        return count;
    }

    private NDArray Keep(NDArray result, bool[] reduced, bool keepdims) => keepdims ? result.reshape(ReducePlan.KeepDims(this, reduced)) : result;
}
