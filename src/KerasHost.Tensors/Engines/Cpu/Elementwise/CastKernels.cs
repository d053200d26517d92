using System.Numerics;

namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Turns elements of one type into another.</summary>
internal static unsafe class CastKernels
{
    /// <summary>y = x in the type of y; neither is bfloat16.</summary>
    public static void Run(DTypeCode from, void* x, DTypeCode to, void* y, nint count)
    {
        switch (from)
        {
            case DTypeCode.Float32: From<float>(x, to, y, count); break;
            case DTypeCode.Float64: From<double>(x, to, y, count); break;
            case DTypeCode.Float16: From<Half>(x, to, y, count); break;
            case DTypeCode.Int8: From<sbyte>(x, to, y, count); break;
            case DTypeCode.Int16: From<short>(x, to, y, count); break;
            case DTypeCode.Int32: From<int>(x, to, y, count); break;
            case DTypeCode.Int64: From<long>(x, to, y, count); break;
            case DTypeCode.UInt8 or DTypeCode.Bool: From<byte>(x, to, y, count); break;
            case DTypeCode.UInt16: From<ushort>(x, to, y, count); break;
            case DTypeCode.UInt32: From<uint>(x, to, y, count); break;
            case DTypeCode.UInt64: From<ulong>(x, to, y, count); break;
            default: throw new KerasTypeException($"Elements of type {new DType(from)} cannot be cast.");
        }
    }

    /// <summary>y = x, exactly.</summary>
    public static void FromBFloat16(ushort* x, float* y, nint count)
    {
        for (nint i = 0; i < count; i++)
            y[i] = BitConverter.UInt32BitsToSingle((uint)x[i] << 16);
    }

    /// <summary>y = x, rounded to the nearest, halves to even.</summary>
    public static void ToBFloat16(float* x, ushort* y, nint count)
    {
        for (nint i = 0; i < count; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(x[i]);
            y[i] = float.IsNaN(x[i]) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }

    private static void From<T>(void* x, DTypeCode to, void* y, nint count) where T : unmanaged, INumber<T>
    {
        switch (to)
        {
            case DTypeCode.Float32: Convert<T, float>(x, y, count); break;
            case DTypeCode.Float64: Convert<T, double>(x, y, count); break;
            case DTypeCode.Float16: Convert<T, Half>(x, y, count); break;
            case DTypeCode.Int8: Convert<T, sbyte>(x, y, count); break;
            case DTypeCode.Int16: Convert<T, short>(x, y, count); break;
            case DTypeCode.Int32: Convert<T, int>(x, y, count); break;
            case DTypeCode.Int64: Convert<T, long>(x, y, count); break;
            case DTypeCode.UInt8: Convert<T, byte>(x, y, count); break;
            case DTypeCode.UInt16: Convert<T, ushort>(x, y, count); break;
            case DTypeCode.UInt32: Convert<T, uint>(x, y, count); break;
            case DTypeCode.UInt64: Convert<T, ulong>(x, y, count); break;
            case DTypeCode.Bool: ToBool<T>(x, y, count); break;
            default: throw new KerasTypeException($"Elements cannot be cast to the type {new DType(to)}.");
        }
    }

    private static void Convert<T, TResult>(void* x, void* y, nint count) where T : unmanaged, INumber<T> where TResult : unmanaged, INumber<TResult>
    {
        var source = (T*)x;
        var target = (TResult*)y;
        for (nint i = 0; i < count; i++)
            target[i] = TResult.CreateTruncating(source[i]);
    }

    private static void ToBool<T>(void* x, void* y, nint count) where T : unmanaged, INumber<T>
    {
        var source = (T*)x;
        var target = (byte*)y;
        for (nint i = 0; i < count; i++)
            target[i] = source[i] != T.Zero ? (byte)1 : (byte)0;
    }
}
