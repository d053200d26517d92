namespace KerasHost.Numpy;

/// <summary>The managed memory behind arrays: a one-dimensional .NET array and what can be done to it whatever its type.</summary>
internal abstract class Elements
{
    /// <summary>The .NET array.</summary>
    public abstract Array Array { get; }

    /// <summary>Zeroed memory of the same type; empty strings for text.</summary>
    public abstract Elements New(int length);

    /// <summary>Copies strided elements of the same type: <c>walk</c> has this memory first, the target second.</summary>
    public abstract void CopyTo(Elements target, RowWalk walk);

    /// <summary>For each pick copies the elements of the same type that stand at strides from it.</summary>
    public abstract void CopyPicks(Elements target, int[] from, int[] to, int[] dims, int[] fromStrides, int[] toStrides);

    /// <summary>The element at a position as its .NET type; bfloat16 as float.</summary>
    public abstract object? Get(int position);

    /// <summary>Memory for elements of a data type.</summary>
    public static Elements Create(DTypeCode type, int length) => type switch
    {
        DTypeCode.Float32 => new TypedElements<float>(new float[length]),
        DTypeCode.Float64 => new TypedElements<double>(new double[length]),
        DTypeCode.Float16 => new TypedElements<Half>(new Half[length]),
        DTypeCode.BFloat16 => new TypedElements<BFloat16>(new BFloat16[length]),
        DTypeCode.Int8 => new TypedElements<sbyte>(new sbyte[length]),
        DTypeCode.Int16 => new TypedElements<short>(new short[length]),
        DTypeCode.Int32 => new TypedElements<int>(new int[length]),
        DTypeCode.Int64 => new TypedElements<long>(new long[length]),
        DTypeCode.UInt8 => new TypedElements<byte>(new byte[length]),
        DTypeCode.UInt16 => new TypedElements<ushort>(new ushort[length]),
        DTypeCode.UInt32 => new TypedElements<uint>(new uint[length]),
        DTypeCode.UInt64 => new TypedElements<ulong>(new ulong[length]),
        DTypeCode.Bool => new TypedElements<bool>(new bool[length]),
        DTypeCode.String => new TypedElements<string>(NewStrings(length)),
        _ => new TypedElements<object?>(new object?[length]),
    };

    /// <summary>Takes an array over without copying.</summary>
    /// <exception cref="KerasTypeException">No data type holds its elements.</exception>
    public static Elements Wrap(DTypeCode type, Array array) => type switch
    {
        DTypeCode.Float32 => new TypedElements<float>((float[])array),
        DTypeCode.Float64 => new TypedElements<double>((double[])array),
        DTypeCode.Float16 => new TypedElements<Half>((Half[])array),
        DTypeCode.BFloat16 => new TypedElements<BFloat16>((BFloat16[])array),
        DTypeCode.Int8 => new TypedElements<sbyte>((sbyte[])array),
        DTypeCode.Int16 => new TypedElements<short>((short[])array),
        DTypeCode.Int32 => new TypedElements<int>((int[])array),
        DTypeCode.Int64 => new TypedElements<long>((long[])array),
        DTypeCode.UInt8 => new TypedElements<byte>((byte[])array),
        DTypeCode.UInt16 => new TypedElements<ushort>((ushort[])array),
        DTypeCode.UInt32 => new TypedElements<uint>((uint[])array),
        DTypeCode.UInt64 => new TypedElements<ulong>((ulong[])array),
        DTypeCode.Bool => new TypedElements<bool>((bool[])array),
        DTypeCode.String => new TypedElements<string>((string[])array),
        _ => new TypedElements<object?>((object?[])array),
    };

    protected static string[] NewStrings(int length)
    {
        var items = new string[length];
        Array.Fill(items, "");
        return items;
    }
}
