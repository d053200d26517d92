using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>What works along one axis: sorting, positions of extremes, running sums. The axis is brought to the end, and back.</summary>
internal static class Rows
{
    /// <summary>The elements in ascending order; NaN last.</summary>
    public static NDArray Sort(NDArray a, int axis) => a.dtype.Code switch
    {
        DTypeCode.Float32 => SortFloats<float>(a, axis),
        DTypeCode.Float64 => SortFloats<double>(a, axis),
        DTypeCode.Float16 => SortFloats<Half>(a, axis),
        DTypeCode.BFloat16 => SortFloats<float>(a.astype(DType.Float32), axis).astype(DType.BFloat16),
        DTypeCode.Int8 => Sort<sbyte>(a, axis),
        DTypeCode.Int16 => Sort<short>(a, axis),
        DTypeCode.Int32 => Sort<int>(a, axis),
        DTypeCode.Int64 => Sort<long>(a, axis),
        DTypeCode.UInt8 => Sort<byte>(a, axis),
        DTypeCode.UInt16 => Sort<ushort>(a, axis),
        DTypeCode.UInt32 => Sort<uint>(a, axis),
        DTypeCode.UInt64 => Sort<ulong>(a, axis),
        DTypeCode.Bool => Sort<bool>(a, axis),
        DTypeCode.String => Map<string, string>(a, axis, a.Dims[axis], DTypeCode.String, (row, to) =>
        {
            row.CopyTo(to);
            to.Sort(string.CompareOrdinal);
        }),
        _ => throw new KerasTypeException("An array of objects has no order."),
    };

    /// <summary>The positions that sort the array; equal elements keep their order.</summary>
    public static NDArray ArgSort(NDArray a, int axis) => a.dtype.Code switch
    {
        DTypeCode.Float32 => ArgSort<float>(a, axis),
        DTypeCode.Float64 => ArgSort<double>(a, axis),
        DTypeCode.Float16 => ArgSort<Half>(a, axis),
        DTypeCode.BFloat16 => ArgSort<float>(a.astype(DType.Float32), axis),
        DTypeCode.UInt64 => ArgSort<ulong>(a, axis),
        DTypeCode.String => Map<string, long>(a, axis, a.Dims[axis], DTypeCode.Int64, (row, to) => Order(row.ToArray(), to, string.CompareOrdinal)),
        DTypeCode.Object => throw new KerasTypeException("An array of objects has no order."),
        _ => ArgSort<long>(a.astype(DTypeCode.Int64, copy: false), axis),
    };

    /// <summary>The position of the largest or smallest element, the first of several; that of a NaN before all.</summary>
    public static NDArray ArgExtreme(NDArray a, int axis, bool largest) => a.dtype.Code switch
    {
        DTypeCode.Float32 => ArgExtreme<float>(a, axis, largest),
        DTypeCode.Float64 => ArgExtreme<double>(a, axis, largest),
        DTypeCode.Float16 => ArgExtreme<Half>(a, axis, largest),
        DTypeCode.BFloat16 => ArgExtreme<float>(a.astype(DType.Float32), axis, largest),
        DTypeCode.UInt64 => ArgExtreme<ulong>(a, axis, largest),
        DTypeCode.String or DTypeCode.Object => throw new KerasTypeException($"argmax is not defined for elements of type {a.dtype}."),
        _ => ArgExtreme<long>(a.astype(DTypeCode.Int64, copy: false), axis, largest),
    };

    /// <summary>The running sums in a type.</summary>
    public static NDArray CumulativeSum(NDArray a, int axis, DType type) => type.Code switch
    {
        DTypeCode.Float32 => CumulativeSum<float>(a.astype(type, copy: false), axis),
        DTypeCode.Float64 => CumulativeSum<double>(a.astype(type, copy: false), axis),
        DTypeCode.Float16 => CumulativeSum<Half>(a.astype(type, copy: false), axis),
        DTypeCode.UInt64 => CumulativeSum<ulong>(a.astype(type, copy: false), axis),
        _ when type.is_integer => CumulativeSum<long>(a.astype(DTypeCode.Int64, copy: false), axis).astype(type, copy: false),
        DTypeCode.BFloat16 => CumulativeSum<float>(a.astype(DType.Float32), axis).astype(type),
        _ => throw new KerasTypeException($"cannot sum elements of type {type}"),
    };

    private delegate void RowFunction<TIn, TOut>(ReadOnlySpan<TIn> row, Span<TOut> result);

    private static NDArray Map<TIn, TOut>(NDArray a, int axis, int length, DType type, RowFunction<TIn, TOut> function)
    {
        NDArray rows = a.swapaxes(axis, -1).AsContiguous();
        int[] dims = rows.Dims.ToArray();
        int n = dims[^1];
        dims[^1] = length;
        NDArray result = NDArray.Zeros(type, dims);
        ReadOnlySpan<TIn> source = rows.Items<TIn>();
        Span<TOut> target = result.AsSpan<TOut>();
        int count = n == 0 ? 0 : source.Length / n;
        for (int i = 0; i < count; i++)
            function(source.Slice(i * n, n), target.Slice(i * length, length));
        return result.swapaxes(axis, -1).AsContiguous();
    }

    private static NDArray Sort<T>(NDArray a, int axis) => Map<T, T>(a, axis, a.Dims[axis], a.dtype, (row, to) =>
    {
        row.CopyTo(to);
        to.Sort();
    });

    private static NDArray SortFloats<T>(NDArray a, int axis)
        where T : unmanaged, INumber<T>
        => Map<T, T>(a, axis, a.Dims[axis], a.dtype, (row, to) =>
        {
            int first = 0, last = to.Length;
            foreach (T value in row)
                to[T.IsNaN(value) ? --last : first++] = value;
            to[..first].Sort();
        });

    private static NDArray ArgSort<T>(NDArray a, int axis)
        where T : unmanaged, INumber<T>
        => Map<T, long>(a, axis, a.Dims[axis], DTypeCode.Int64, (row, to) => Order(row.ToArray(), to, (x, y) =>
            T.IsNaN(x) ? T.IsNaN(y) ? 0 : 1 : T.IsNaN(y) ? -1 : x.CompareTo(y)));

    private static void Order<T>(T[] keys, Span<long> positions, Comparison<T> compare)
    {
        for (int i = 0; i < positions.Length; i++)
            positions[i] = i;
        positions.Sort((i, j) => compare(keys[i], keys[j]) is var c && c != 0 ? c : i.CompareTo(j));
    }

    private static NDArray ArgExtreme<T>(NDArray a, int axis, bool largest)
        where T : unmanaged, INumber<T>
    {
        if (a.Dims[axis] == 0)
            throw new KerasValueException($"attempt to get {(largest ? "argmax" : "argmin")} of an empty sequence");
        NDArray found = Map<T, long>(a, axis, 1, DTypeCode.Int64, (row, to) =>
        {
            int best = 0;
            for (int i = 1; i < row.Length && !T.IsNaN(row[best]); i++)
                if (T.IsNaN(row[i]) || (largest ? row[i] > row[best] : row[i] < row[best]))
                    best = i;
            to[0] = best;
        });
        return found.squeeze(axis);
    }

    private static NDArray CumulativeSum<T>(NDArray a, int axis)
        where T : unmanaged, INumber<T>
        => Map<T, T>(a, axis, a.Dims[axis], a.dtype, (row, to) =>
        {
            T sum = T.Zero;
            for (int i = 0; i < row.Length; i++)
                to[i] = sum += row[i];
        });
}
