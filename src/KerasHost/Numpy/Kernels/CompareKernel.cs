using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>Comparisons of two arrays, element by element, with broadcasting.</summary>
internal static class CompareKernel
{
    /// <summary>The comparison as an array of bool.</summary>
    /// <exception cref="KerasTypeException">The elements cannot be compared so.</exception>
    public static NDArray Run<TOp>(NDArray a, NDArray b, string name, bool ordering)
        where TOp : struct, ICompare
    {
        bool aText = a.dtype.Code >= DTypeCode.String, bText = b.dtype.Code >= DTypeCode.String;
        if (aText || bText)
        {
            if (a.dtype == DTypeCode.String && b.dtype == DTypeCode.String)
                return Loop<string>(a, b, (x, y) => TOp.Invoke(string.CompareOrdinal(x, y)));
            if (ordering)
                throw new KerasTypeException($"ufunc '{name}' did not contain a loop with signature matching types ({a.dtype}, {b.dtype}).");
            return Loop<object?>(a.astype(DTypeCode.Object, copy: false), b.astype(DTypeCode.Object, copy: false), (x, y) => TOp.Invoke(Same(x, y) ? 0 : 1));
        }
        DType type = Promotion.Of(a, b);
        type = type.Code switch { DTypeCode.Bool => DTypeCode.UInt8, DTypeCode.BFloat16 => DTypeCode.Float32, _ => type };
        a = a.astype(type, copy: false);
        b = b.astype(type, copy: false);
        return type.Code switch
        {
            DTypeCode.Float32 => Loop<float, TOp>(a, b),
            DTypeCode.Float64 => Loop<double, TOp>(a, b),
            DTypeCode.Float16 => Loop<Half, TOp>(a, b),
            DTypeCode.Int8 => Loop<sbyte, TOp>(a, b),
            DTypeCode.Int16 => Loop<short, TOp>(a, b),
            DTypeCode.Int32 => Loop<int, TOp>(a, b),
            DTypeCode.Int64 => Loop<long, TOp>(a, b),
            DTypeCode.UInt8 => Loop<byte, TOp>(a, b),
            DTypeCode.UInt16 => Loop<ushort, TOp>(a, b),
            DTypeCode.UInt32 => Loop<uint, TOp>(a, b),
            _ => Loop<ulong, TOp>(a, b),
        };
    }

    private static bool Same(object? a, object? b) => (NDArray.PythonValue(a), NDArray.PythonValue(b)) switch
    {
        (long x, double y) => x == y,
        (double x, long y) => x == y,
        (var x, var y) => Equals(x, y),
    };

    private static NDArray Loop<T, TOp>(NDArray a, NDArray b)
        where T : unmanaged, INumber<T>
        where TOp : struct, ICompare
    {
        int[] dims = Layout.Broadcast(a.Dims, b.Dims);
        var result = new bool[Layout.Count(dims)];
        RowWalk walk = BinaryKernel.Walk(a, b, dims);
        ReadOnlySpan<T> x = ((TypedElements<T>)a.Elements).Items, y = ((TypedElements<T>)b.Elements).Items;
        if (walk.IsEmpty)
            return NDArray.Over(result, Shape.Of(dims));
        int aStep = walk.Step(0), bStep = walk.Step(1);
        do
        {
            int ai = walk.Position(0), bi = walk.Position(1);
            foreach (ref bool flag in result.AsSpan(walk.Position(2), walk.Length))
            {
                flag = TOp.Invoke(x[ai], y[bi]);
                ai += aStep;
                bi += bStep;
            }
        }
        while (walk.Next());
        return NDArray.Over(result, Shape.Of(dims));
    }

    private static NDArray Loop<T>(NDArray a, NDArray b, Func<T, T, bool> compare)
    {
        int[] dims = Layout.Broadcast(a.Dims, b.Dims);
        var result = new bool[Layout.Count(dims)];
        ReadOnlySpan<T> x = a.BroadcastTo(dims).AsContiguous().Items<T>(), y = b.BroadcastTo(dims).AsContiguous().Items<T>();
        for (int i = 0; i < result.Length; i++)
            result[i] = compare(x[i], y[i]);
        return NDArray.Over(result, Shape.Of(dims));
    }
}
