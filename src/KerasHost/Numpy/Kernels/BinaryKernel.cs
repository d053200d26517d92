using System.Numerics;
using System.Runtime.InteropServices;

namespace KerasHost.Numpy;

/// <summary>Functions of two arrays, element by element, with broadcasting.</summary>
internal static class BinaryKernel
{
    /// <summary>The function of two arrays in a numeric type; both are converted to it first.</summary>
    public static NDArray Run<TOp>(NDArray a, NDArray b, DType type)
        where TOp : struct, IBinary
    {
        if (type == DType.BFloat16)
            return Run<TOp>(a, b, DType.Float32).astype(type);
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
            DTypeCode.UInt64 => Loop<ulong, TOp>(a, b),
            _ => throw new KerasTypeException($"This function of two arrays is not defined for {type}."),
        };
    }

    /// <summary>A function of truth values, as bytes 0 and 1.</summary>
    public static NDArray RunBool<TOp>(NDArray a, NDArray b)
        where TOp : struct, IBinary
    {
        a = a.astype(DType.Bool, copy: false);
        b = b.astype(DType.Bool, copy: false);
        int[] dims = Layout.Broadcast(a.Dims, b.Dims);
        var result = new bool[Layout.Count(dims)];
        Loop<byte, TOp>(Bytes(a), Bytes(b), MemoryMarshal.Cast<bool, byte>(result.AsSpan()), Walk(a, b, dims));
        return NDArray.Over(result, Shape.Of(dims));
    }

    /// <summary>A walk over two operands and a result without gaps.</summary>
    public static RowWalk Walk(NDArray a, NDArray b, int[] dims) => new(dims,
        (Layout.BroadcastStrides(a.Dims, a.Strides, dims), a.Offset),
        (Layout.BroadcastStrides(b.Dims, b.Strides, dims), b.Offset),
        (Layout.RowMajor(dims), 0));

    private static ReadOnlySpan<byte> Bytes(NDArray a) => MemoryMarshal.Cast<bool, byte>(((TypedElements<bool>)a.Elements).Items.AsSpan());

    private static NDArray Loop<T, TOp>(NDArray a, NDArray b)
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinary
    {
        int[] dims = Layout.Broadcast(a.Dims, b.Dims);
        var result = GC.AllocateUninitializedArray<T>(Layout.Count(dims));
        Loop<T, TOp>(((TypedElements<T>)a.Elements).Items, ((TypedElements<T>)b.Elements).Items, result, Walk(a, b, dims));
        return NDArray.Over(result, Shape.Of(dims));
    }

    private static void Loop<T, TOp>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> result, RowWalk walk)
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinary
    {
        if (walk.IsEmpty)
            return;
        int n = walk.Length, aStep = walk.Step(0), bStep = walk.Step(1);
        do
        {
            int ai = walk.Position(0), bi = walk.Position(1);
            Span<T> row = result.Slice(walk.Position(2), n);
            if (aStep == 1 && bStep == 1)
            {
                ReadOnlySpan<T> x = a.Slice(ai, n), y = b.Slice(bi, n);
                for (int i = 0; i < row.Length; i++)
                    row[i] = TOp.Invoke(x[i], y[i]);
            }
            else if (aStep == 1 && bStep == 0)
            {
                ReadOnlySpan<T> x = a.Slice(ai, n);
                T y = b[bi];
                for (int i = 0; i < row.Length; i++)
                    row[i] = TOp.Invoke(x[i], y);
            }
            else
            {
                for (int i = 0; i < row.Length; i++, ai += aStep, bi += bStep)
                    row[i] = TOp.Invoke(a[ai], b[bi]);
            }
        }
        while (walk.Next());
    }
}
