using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace KerasHost.Formats.Common;

/// <summary>Converts stored elements.</summary>
public static class Elements
{
    /// <summary>Converts elements of any numeric type or bool to float32, rounding to the nearest.</summary>
    /// <param name="dtype">The stored type.</param>
    /// <param name="stored">The elements in this machine's byte order.</param>
    /// <param name="destination">As many elements.</param>
    /// <exception cref="KerasTypeException">The type is text or object.</exception>
    public static void ToFloat32(DType dtype, ReadOnlySpan<byte> stored, Span<float> destination)
    {
        switch (dtype.Code)
        {
            case DTypeCode.Float32: MemoryMarshal.Cast<byte, float>(stored).CopyTo(destination); break;
            case DTypeCode.Float64: Convert<double>(stored, destination); break;
            case DTypeCode.Float16: Convert<Half>(stored, destination); break;
            case DTypeCode.BFloat16: Widen(MemoryMarshal.Cast<byte, ushort>(stored), destination); break;
            case DTypeCode.Int8: Convert<sbyte>(stored, destination); break;
            case DTypeCode.Int16: Convert<short>(stored, destination); break;
            case DTypeCode.Int32: Convert<int>(stored, destination); break;
            case DTypeCode.Int64: Convert<long>(stored, destination); break;
            case DTypeCode.UInt8 or DTypeCode.Bool: Convert<byte>(stored, destination); break;
            case DTypeCode.UInt16: Convert<ushort>(stored, destination); break;
            case DTypeCode.UInt32: Convert<uint>(stored, destination); break;
            case DTypeCode.UInt64: Convert<ulong>(stored, destination); break;
            default: throw new KerasTypeException($"Elements of type {dtype} are no numbers.");
        }
    }

    /// <summary>Turns elements of the other byte order round.</summary>
    internal static void ReverseBytes(Span<byte> bytes, int size)
    {
        if (size == 2)
        {
            var elements = MemoryMarshal.Cast<byte, ushort>(bytes);
            BinaryPrimitives.ReverseEndianness(elements, elements);
        }
        else if (size == 4)
        {
            var elements = MemoryMarshal.Cast<byte, uint>(bytes);
            BinaryPrimitives.ReverseEndianness(elements, elements);
        }
        else if (size == 8)
        {
            var elements = MemoryMarshal.Cast<byte, ulong>(bytes);
            BinaryPrimitives.ReverseEndianness(elements, elements);
        }
    }

    /// <summary>Makes every byte that is not 0 a 1: a bool of another value breaks the runtime's assumptions.</summary>
    internal static void NormalizeBools(Span<byte> bytes)
    {
        foreach (ref byte b in bytes)
            b = b == 0 ? (byte)0 : (byte)1;
    }

    private static void Convert<T>(ReadOnlySpan<byte> stored, Span<float> destination) where T : unmanaged, INumberBase<T>
    {
        var source = MemoryMarshal.Cast<byte, T>(stored);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = float.CreateTruncating(source[i]);
    }

    private static void Widen(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }
}
