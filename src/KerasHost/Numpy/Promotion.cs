namespace KerasHost.Numpy;

/// <summary>The type that operands of different types meet in: the rules of NumPy 1.26, where a scalar gives way to an array.</summary>
internal static class Promotion
{
    /// <summary>The type in which two arrays are combined. A scalar beside an array counts only as far as its value needs.</summary>
    public static DType Of(NDArray a, NDArray b)
    {
        if (a.ndim == 0 == (b.ndim == 0))
            return Of(a.dtype, b.dtype);
        (NDArray array, NDArray scalar) = a.ndim == 0 ? (b, a) : (a, b);
        if (array.dtype.Code >= DTypeCode.String || scalar.dtype.Code >= DTypeCode.String || Kind(scalar.dtype) > Kind(array.dtype))
            return Of(array.dtype, scalar.dtype);
        return Of(array.dtype, Smallest(scalar, array.dtype));
    }

    /// <summary>The smallest type that holds all values of both.</summary>
    public static DType Of(DType a, DType b)
    {
        if (a == b)
            return a;
        (DTypeCode low, DTypeCode high) = Kind(a) <= Kind(b) ? (a.Code, b.Code) : (b.Code, a.Code);
        if (high == DTypeCode.Object || low == DTypeCode.Object)
            return DTypeCode.Object;
        if (high == DTypeCode.String)
            return DTypeCode.String;
        if (low == DTypeCode.Bool)
            return high;
        if (Kind(high) == 1)
            return Integers(low, high);
        if (Kind(low) == 2)
            return Floats(low, high);
        return FloatAndInteger(high, low);
    }

    /// <summary>The float type in which a function such as exp of such elements is computed.</summary>
    public static DType ForFunction(DType type) => type.Code switch
    {
        _ when type.is_floating => type,
        DTypeCode.Bool or DTypeCode.Int8 or DTypeCode.UInt8 => DType.Float16,
        DTypeCode.Int16 or DTypeCode.UInt16 => DType.Float32,
        DTypeCode.String or DTypeCode.Object => throw new KerasTypeException($"A function of numbers was given an array of type {type}."),
        _ => DType.Float64,
    };

    private static int Kind(DType type) => type.Code switch
    {
        DTypeCode.Bool => 0,
        DTypeCode.String => 3,
        DTypeCode.Object => 4,
        _ => type.is_floating ? 2 : 1,
    };

    private static bool IsSigned(DTypeCode type) => type is >= DTypeCode.Int8 and <= DTypeCode.Int64;

    private static DTypeCode Signed(int size) => size switch { 1 => DTypeCode.Int8, 2 => DTypeCode.Int16, 4 => DTypeCode.Int32, _ => DTypeCode.Int64 };

    private static DTypeCode Integers(DTypeCode a, DTypeCode b)
    {
        int x = ((DType)a).itemsize, y = ((DType)b).itemsize;
        if (IsSigned(a) == IsSigned(b))
            return x >= y ? a : b;
        (int signed, int unsigned) = IsSigned(a) ? (x, y) : (y, x);
        if (unsigned < signed)
            return Signed(signed);
        return unsigned == 8 ? DTypeCode.Float64 : Signed(2 * unsigned);
    }

    private static DTypeCode Floats(DTypeCode a, DTypeCode b)
    {
        if (a == DTypeCode.Float64 || b == DTypeCode.Float64)
            return DTypeCode.Float64;
        // One of them is float32, or they are the two half-width types.
        return DTypeCode.Float32;
    }

    private static DTypeCode FloatAndInteger(DTypeCode real, DTypeCode integer)
    {
        int bytes = ((DType)integer).itemsize;
        if (real == DTypeCode.Float64 || bytes >= 4)
            return DTypeCode.Float64;
        return bytes == 2 ? DTypeCode.Float32 : real;
    }

    private static DTypeCode Smallest(NDArray scalar, DType beside)
    {
        if (scalar.dtype == DType.Bool)
            return DTypeCode.Bool;
        if (scalar.dtype.is_integer)
            return SmallestInteger(scalar, IsSigned(beside));
        double size = Math.Abs(scalar.item<double>());
        if (!double.IsFinite(size) || size < 65000)
            return scalar.dtype == DType.BFloat16 ? DTypeCode.BFloat16 : DTypeCode.Float16;
        return size < 3.4e38 ? DTypeCode.Float32 : DTypeCode.Float64;
    }

    private static DTypeCode SmallestInteger(NDArray scalar, bool besideSigned)
    {
        if (scalar.dtype == DTypeCode.UInt64 && scalar.item<ulong>() > long.MaxValue)
            return DTypeCode.UInt64;
        long value = scalar.item<long>();
        if (value < 0)
            return value >= sbyte.MinValue ? DTypeCode.Int8 : value >= short.MinValue ? DTypeCode.Int16 : value >= int.MinValue ? DTypeCode.Int32 : DTypeCode.Int64;
        // A positive number fits signed types as well where it leaves their sign bit alone.
        if (value <= byte.MaxValue)
            return besideSigned && value <= sbyte.MaxValue ? DTypeCode.Int8 : DTypeCode.UInt8;
        if (value <= ushort.MaxValue)
            return besideSigned && value <= short.MaxValue ? DTypeCode.Int16 : DTypeCode.UInt16;
        if (value <= uint.MaxValue)
            return besideSigned && value <= int.MaxValue ? DTypeCode.Int32 : DTypeCode.UInt32;
        return besideSigned ? DTypeCode.Int64 : DTypeCode.UInt64;
    }
}
