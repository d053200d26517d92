using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>Products, extremes and their like over axes.</summary>
internal static class Reductions
{
    /// <summary>The product in a type.</summary>
    public static NDArray Product(NDArray a, bool[] reduced, DType type)
    {
        // float16 is multiplied in float32 and rounded once.
        if (type == DType.Float16 || type == DType.BFloat16)
            return Product(a, reduced, DType.Float32).astype(type);
        NDArray ones = NDArray.Zeros(type, new ReducePlan(a, reduced).ResultDims);
        ones.Assign(NDArray.Scalar(1L));
        return Fold<MultiplyOp>(a.astype(type, copy: false), reduced, ones);
    }

    /// <summary>The largest element; NaN where there is one.</summary>
    public static NDArray Maximum(NDArray a, bool[] reduced) => Extreme<MaximumOp>(a, reduced, "maximum");

    /// <summary>The smallest element; NaN where there is one.</summary>
    public static NDArray Minimum(NDArray a, bool[] reduced) => Extreme<MinimumOp>(a, reduced, "minimum");

    /// <summary>Whether any element is true, or all are.</summary>
    public static NDArray Truth(NDArray a, bool[] reduced, bool all)
    {
        NDArray flags = a.astype(DType.Bool, copy: false).astype(DTypeCode.UInt8);
        NDArray start = NDArray.Zeros(DTypeCode.UInt8, new ReducePlan(flags, reduced).ResultDims);
        if (all)
            start.Assign(NDArray.Scalar(1L));
        NDArray result = all ? Fold<MinimumOp>(flags, reduced, start) : Fold<MaximumOp>(flags, reduced, start);
        return result.astype(DType.Bool);
    }

    private static NDArray Extreme<TOp>(NDArray a, bool[] reduced, string name)
        where TOp : struct, IBinary
    {
        if (a.dtype == DType.Bool)
            return Extreme<TOp>(a.astype(DTypeCode.UInt8), reduced, name).astype(DType.Bool);
        if (a.dtype == DType.BFloat16)
            return Extreme<TOp>(a.astype(DType.Float32), reduced, name).astype(DType.BFloat16);
        if (a.dtype.Code >= DTypeCode.String)
            throw new KerasTypeException($"cannot perform reduce with flexible type {a.dtype}");
        var first = new NDIndex[a.ndim];
        for (int axis = 0; axis < first.Length; axis++)
        {
            if (reduced[axis] && a.Dims[axis] == 0)
                throw new KerasValueException($"zero-size array to reduction operation {name} which has no identity");
            first[axis] = reduced[axis] ? 0 : Slice.All;
        }
        // Starting from an element does no harm: it takes part twice.
        return Fold<TOp>(a, reduced, a[first].copy());
    }

    private static NDArray Fold<TOp>(NDArray a, bool[] reduced, NDArray start)
        where TOp : struct, IBinary
        => a.dtype.Code switch
        {
            DTypeCode.Float32 => Fold<float, TOp>(a, reduced, start),
            DTypeCode.Float64 => Fold<double, TOp>(a, reduced, start),
            DTypeCode.Float16 => Fold<Half, TOp>(a, reduced, start),
            DTypeCode.Int8 => Fold<sbyte, TOp>(a, reduced, start),
            DTypeCode.Int16 => Fold<short, TOp>(a, reduced, start),
            DTypeCode.Int32 => Fold<int, TOp>(a, reduced, start),
            DTypeCode.Int64 => Fold<long, TOp>(a, reduced, start),
            DTypeCode.UInt8 => Fold<byte, TOp>(a, reduced, start),
            DTypeCode.UInt16 => Fold<ushort, TOp>(a, reduced, start),
            DTypeCode.UInt32 => Fold<uint, TOp>(a, reduced, start),
            DTypeCode.UInt64 => Fold<ulong, TOp>(a, reduced, start),
            _ => throw new KerasTypeException($"cannot reduce elements of type {a.dtype}"),
        };

    private static NDArray Fold<T, TOp>(NDArray a, bool[] reduced, NDArray start)
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinary
    {
        RowWalk walk = new ReducePlan(a, reduced).Walk;
        ReadOnlySpan<T> source = ((TypedElements<T>)a.Elements).Items;
        Span<T> result = start.AsSpan<T>();
        if (!walk.IsEmpty)
            do
            {
                int from = walk.Position(0), to = walk.Position(1), step = walk.Step(0), toStep = walk.Step(1);
                for (int i = 0; i < walk.Length; i++, from += step, to += toStep)
                    result[to] = TOp.Invoke(result[to], source[from]);
            }
            while (walk.Next());
        return start;
    }

    private struct MultiplyOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a * b;
    }

    private struct MaximumOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => T.IsNaN(a) || a >= b ? a : b;
    }

    private struct MinimumOp : IBinary
    {
        public static T Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => T.IsNaN(a) || a <= b ? a : b;
    }
}
