using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>Functions of one array, element by element.</summary>
internal static class UnaryKernel
{
    /// <summary>The function in the elements' own type.</summary>
    /// <exception cref="KerasTypeException">The elements are no numbers.</exception>
    public static NDArray Run<TOp>(NDArray x)
        where TOp : struct, IUnary
        => x.dtype.Code switch
        {
            DTypeCode.Float32 => Loop<float, TOp>(x),
            DTypeCode.Float64 => Loop<double, TOp>(x),
            DTypeCode.Float16 => Loop<Half, TOp>(x),
            DTypeCode.BFloat16 => Run<TOp>(x.astype(DType.Float32)).astype(DType.BFloat16),
            DTypeCode.Int8 => Loop<sbyte, TOp>(x),
            DTypeCode.Int16 => Loop<short, TOp>(x),
            DTypeCode.Int32 => Loop<int, TOp>(x),
            DTypeCode.Int64 => Loop<long, TOp>(x),
            DTypeCode.UInt8 => Loop<byte, TOp>(x),
            DTypeCode.UInt16 => Loop<ushort, TOp>(x),
            DTypeCode.UInt32 => Loop<uint, TOp>(x),
            DTypeCode.UInt64 => Loop<ulong, TOp>(x),
            _ => throw new KerasTypeException($"A function of numbers was given an array of type {x.dtype}."),
        };

    /// <summary>A real function such as exp: integers are taken to floats first, narrower floats are computed in double and rounded once.</summary>
    public static NDArray Real(NDArray x, Func<double, double> function)
    {
        DType type = Promotion.ForFunction(x.dtype);
        double[] values = x.ToArray<double>();
        for (int i = 0; i < values.Length; i++)
            values[i] = function(values[i]);
        return NDArray.Over(values, x.shape).astype(type, copy: false);
    }

    /// <summary>A question about floats; no to every integer.</summary>
    public static NDArray Ask(NDArray x, Func<double, bool> question)
    {
        double[] values = x.ToArray<double>();
        var result = new bool[values.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = question(values[i]);
        return NDArray.Over(result, x.shape);
    }

    private static NDArray Loop<T, TOp>(NDArray x)
        where T : unmanaged, INumber<T>
        where TOp : struct, IUnary
    {
        ReadOnlySpan<T> source = x.AsContiguous().Items<T>();
        var result = GC.AllocateUninitializedArray<T>(source.Length);
        for (int i = 0; i < result.Length; i++)
            result[i] = TOp.Invoke(source[i]);
        return NDArray.Over(result, x.shape);
    }
}
