using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasHost.Formats.Hdf5;

/// <summary>The conversions from stored numbers to .NET numbers that lose nothing.</summary>
internal static class ElementDecoders
{
    /// <summary>The conversion of one stored number (or of the numbers of an array type) to <typeparamref name="T"/>.</summary>
    /// <exception cref="KerasTypeException">Values would be lost, or there is no such conversion.</exception>
    internal static ElementDecoder<T> For<T>(Datatype type, string what) where T : unmanaged
    {
        var element = Element(type);
        Delegate? decoder =
            typeof(T) == typeof(float) ? To<float>(element) :
            typeof(T) == typeof(double) ? To<double>(element) :
            typeof(T) == typeof(Half) ? To<Half>(element) :
            typeof(T) == typeof(sbyte) ? To<sbyte>(element) :
            typeof(T) == typeof(short) ? To<short>(element) :
            typeof(T) == typeof(int) ? To<int>(element) :
            typeof(T) == typeof(long) ? To<long>(element) :
            typeof(T) == typeof(byte) ? To<byte>(element) :
            typeof(T) == typeof(ushort) ? To<ushort>(element) :
            typeof(T) == typeof(uint) ? To<uint>(element) :
            typeof(T) == typeof(ulong) ? To<ulong>(element) :
            typeof(T) == typeof(bool) && element.Code == DTypeCode.Bool ? (ElementDecoder<bool>)DecodeBool : null;
        return (ElementDecoder<T>?)decoder
            ?? throw new KerasTypeException(string.Create(CultureInfo.InvariantCulture, $"{what} holds {type.Description}, which {typeof(T).Name} cannot take without loss."));
    }

    /// <summary>True when stored bytes are values of <typeparamref name="T"/> as they are.</summary>
    internal static bool IsPlain<T>(Datatype type) where T : unmanaged
    {
        var element = Element(type);
        return BitConverter.IsLittleEndian && (!element.Number.IsBigEndian || element.Size == 1) && typeof(T) != typeof(bool)
            && element.Code != DTypeCode.Bool && CodeOf<T>() == element.Code;
    }

    /// <summary>Turns elements of any number type into this machine's byte order, in place; bools into 0 and 1.</summary>
    internal static void ToMachineOrder(Datatype type, Span<byte> bytes)
    {
        var element = Element(type);
        if (element.Code == DTypeCode.Bool)
            foreach (ref byte b in bytes)
                b = (byte)(b != 0 ? 1 : 0);
        if (element.Number.IsBigEndian == !BitConverter.IsLittleEndian)
            return;
        switch (element.Size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    /// <summary>The number type inside arrays of any depth.</summary>
    internal static Datatype Element(Datatype type)
    {
        while (type.Class == DatatypeClass.Array)
            type = type.Base!;
        return type;
    }

    private static DTypeCode CodeOf<T>() => typeof(T) == typeof(float) ? DTypeCode.Float32 : DType.Of(typeof(T)).Code;

    private static ElementDecoder<T>? To<T>(Datatype from) where T : unmanaged, INumberBase<T>
    {
        bool swap = from.Number.IsBigEndian;
        if (!IsLossless(from.Code, CodeOf<T>()))
            return null;
        return from.Code switch
        {
            DTypeCode.Float32 => Convert<float, T>(swap),
            DTypeCode.Float64 => Convert<double, T>(swap),
            DTypeCode.Float16 => Convert<Half, T>(swap),
            DTypeCode.BFloat16 => WidenBFloat16<T>(swap),
            DTypeCode.Int8 => Convert<sbyte, T>(false),
            DTypeCode.Int16 => Convert<short, T>(swap),
            DTypeCode.Int32 => Convert<int, T>(swap),
            DTypeCode.Int64 => Convert<long, T>(swap),
            DTypeCode.UInt8 or DTypeCode.Bool => Convert<byte, T>(false),
            DTypeCode.UInt16 => Convert<ushort, T>(swap),
            DTypeCode.UInt32 => Convert<uint, T>(swap),
            DTypeCode.UInt64 => Convert<ulong, T>(swap),
            _ => null,
        };
    }

    private static ElementDecoder<TTo> Convert<TFrom, TTo>(bool swap) where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo> =>
        (stored, destination) =>
        {
            if (swap == !BitConverter.IsLittleEndian)
            {
                var values = MemoryMarshal.Cast<byte, TFrom>(stored);
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = TTo.CreateTruncating(values[i]);
                return;
            }
            Span<byte> bytes = stackalloc byte[8];
            bytes = bytes[..Unsafe.SizeOf<TFrom>()];
            for (int i = 0; i < destination.Length; i++)
            {
                stored.Slice(i * bytes.Length, bytes.Length).CopyTo(bytes);
                bytes.Reverse();
                destination[i] = TTo.CreateTruncating(MemoryMarshal.Read<TFrom>(bytes));
            }
        };

    private static ElementDecoder<T> WidenBFloat16<T>(bool swap) where T : unmanaged, INumberBase<T> =>
        (stored, destination) =>
        {
            for (int i = 0; i < destination.Length; i++)
            {
                var two = stored.Slice(2 * i, 2);
                uint bits = swap ? BinaryPrimitives.ReadUInt16BigEndian(two) : BinaryPrimitives.ReadUInt16LittleEndian(two);
                destination[i] = T.CreateTruncating(BitConverter.UInt32BitsToSingle(bits << 16));
            }
        };

    private static void DecodeBool(ReadOnlySpan<byte> stored, Span<bool> destination)
    {
        // A bool of any other byte than 0 or 1 would be neither true nor false.
        for (int i = 0; i < destination.Length; i++)
            destination[i] = stored[i] != 0;
    }

    private static bool IsLossless(DTypeCode from, DTypeCode to)
    {
        var (source, target) = (new DType(from), new DType(to));
        if (from == to)
            return true;
        if (from == DTypeCode.Bool)
            return true;
        if (source.is_floating)
            return to == DTypeCode.Float64 || to == DTypeCode.Float32 && source.itemsize == 2;
        if (!source.is_integer)
            return false;
        bool unsigned = from >= DTypeCode.UInt8;
        int bits = 8 * source.itemsize - (unsigned ? 0 : 1);
        if (target.is_floating)
            return bits <= to switch { DTypeCode.Float64 => 53, DTypeCode.Float32 => 24, DTypeCode.Float16 => 11, _ => 8 };
        bool toUnsigned = to >= DTypeCode.UInt8;
        return target.is_integer && (unsigned || !toUnsigned) && bits <= 8 * target.itemsize - (toUnsigned ? 0 : 1);
    }
}
