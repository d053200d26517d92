using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Npy;

/// <summary>Elements as bytes: reading and writing them in NumPy's layouts.</summary>
internal static class NpyElements
{
    // Small enough that the bytes of a piece always fit a span.
    private const int Piece = 1 << 20;

    private static readonly string[] s_singles = MakeSingles();

    /// <summary>Reads the elements that follow a header, row by row.</summary>
    /// <param name="stream">At the first element.</param>
    /// <param name="available">Bytes up to the end of the file.</param>
    /// <param name="type">The element type; not objects.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="isFortran">True when the first axis varies fastest in the file.</param>
    /// <param name="path">What errors call the file.</param>
    /// <param name="offset">Position of the first element, for errors.</param>
    public static Array Read(Stream stream, long available, NpyType type, Shape shape, bool isFortran, string path, long offset)
    {
        long count = CheckLength(available, type, shape, path, offset);
        return type.DType.Code switch
        {
            DTypeCode.Float32 => Make<float>(),
            DTypeCode.Float64 => Make<double>(),
            DTypeCode.Float16 => Make<Half>(),
            DTypeCode.Int8 => Make<sbyte>(),
            DTypeCode.Int16 => Make<short>(),
            DTypeCode.Int32 => Make<int>(),
            DTypeCode.Int64 => Make<long>(),
            DTypeCode.UInt8 => Make<byte>(),
            DTypeCode.UInt16 => Make<ushort>(),
            DTypeCode.UInt32 => Make<uint>(),
            DTypeCode.UInt64 => Make<ulong>(),
            DTypeCode.Bool => Make<bool>(),
            DTypeCode.String => Arrange(ReadTexts(stream, type, count, path, offset), shape, isFortran),
            _ => Arrange(ReadByteStrings(stream, type, count), shape, isFortran),
        };

        Array Make<T>() where T : unmanaged
        {
            var data = GC.AllocateUninitializedArray<T>((int)count);
            ReadNumbers(stream, type, shape, isFortran, (Span<T>)data);
            return data;
        }
    }

    /// <summary>Reads numbers or truth values into the bytes of a destination that has room for all.</summary>
    public static void Read(Stream stream, NpyType type, Shape shape, bool isFortran, Span<byte> destination)
    {
        if (type.DType == DType.Bool)
            ReadNumbers(stream, type, shape, isFortran, MemoryMarshal.Cast<byte, bool>(destination));
        else if (type.Size == 1)
            ReadNumbers(stream, type, shape, isFortran, destination);
        else if (type.Size == 2)
            ReadNumbers(stream, type, shape, isFortran, MemoryMarshal.Cast<byte, ushort>(destination));
        else if (type.Size == 4)
            ReadNumbers(stream, type, shape, isFortran, MemoryMarshal.Cast<byte, uint>(destination));
        else
            ReadNumbers(stream, type, shape, isFortran, MemoryMarshal.Cast<byte, ulong>(destination));
    }

    /// <summary>The number of elements, once it is sure that the file has them all and that an array can hold them.</summary>
    /// <exception cref="ModelFormatException">It has not.</exception>
    public static long CheckLength(long available, NpyType type, Shape shape, string path, long offset)
    {
        long count = shape.Size;
        if (count > available / Math.Max(type.Size, 1))
            throw new ModelFormatException(path, offset, "elements", string.Create(CultureInfo.InvariantCulture, $"{(Int128)count * type.Size} bytes for shape {shape}"), string.Create(CultureInfo.InvariantCulture, $"{available}"));
        if (count > Array.MaxLength)
            throw new ModelFormatException(path, offset, "shape", "at most 2^31 elements", shape.ToString());
        return count;
    }

    /// <summary>Writes numbers or truth values, little-endian.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        switch (array.Data)
        {
            case float[] data: WriteNumbers(stream, data); break;
            case double[] data: WriteNumbers(stream, data); break;
            case Half[] data: WriteNumbers(stream, data); break;
            // The runtime takes arrays of signed and unsigned integers for each other: sizes are what counts here.
            case byte[] data: WriteNumbers(stream, data); break;
            case ushort[] data: WriteNumbers(stream, data); break;
            case uint[] data: WriteNumbers(stream, data); break;
            case ulong[] data: WriteNumbers(stream, data); break;
            default: WriteNumbers(stream, (bool[])array.Data); break;
        }
    }

    /// <summary>Writes text as UTF-32, each element padded with zeros to <paramref name="codePoints"/>.</summary>
    public static void WriteTexts(Stream stream, string[] texts, int codePoints)
    {
        var bytes = new byte[codePoints * 4];
        foreach (string text in texts)
        {
            Array.Clear(bytes);
            int at = 0;
            for (int i = 0; i < text.Length; i++, at += 4)
            {
                bool isPair = char.IsSurrogatePair(text, i);
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), isPair ? char.ConvertToUtf32(text, i) : text[i]);
                i += isPair ? 1 : 0;
            }
            stream.Write(bytes);
        }
    }

    /// <summary>The number of code points of a text; a lone surrogate counts as one.</summary>
    public static int CountCodePoints(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++, count++)
            i += char.IsSurrogatePair(text, i) ? 1 : 0;
        return count;
    }

    private static void ReadNumbers<T>(Stream stream, NpyType type, Shape shape, bool isFortran, Span<T> destination) where T : unmanaged
    {
        if (isFortran && shape.Rank > 1)
        {
            var inOrder = GC.AllocateUninitializedArray<T>(destination.Length);
            ReadNumbers(stream, type, shape, false, (Span<T>)inOrder);
            Strided.Copy(inOrder, 0, Strided.Fortran(shape), shape, destination);
            return;
        }
        while (!destination.IsEmpty)
        {
            var part = destination[..Math.Min(Piece, destination.Length)];
            var bytes = MemoryMarshal.AsBytes(part);
            stream.ReadExactly(bytes);
            if (type.DType == DType.Bool)
                Elements.NormalizeBools(bytes);
            else if (type.IsBigEndian)
                Elements.ReverseBytes(bytes, Unsafe.SizeOf<T>());
            destination = destination[part.Length..];
        }
    }

    private static T[] Arrange<T>(T[] inFileOrder, Shape shape, bool isFortran)
    {
        if (!isFortran || shape.Rank < 2)
            return inFileOrder;
        var result = new T[inFileOrder.Length];
        Strided.Copy(inFileOrder, 0, Strided.Fortran(shape), shape, (Span<T>)result);
        return result;
    }

    private static string[] ReadTexts(Stream stream, NpyType type, long count, string path, long offset)
    {
        var result = new string[count];
        var buffered = new BufferedStream(stream, 1 << 16);
        var bytes = new byte[count == 0 ? 0 : type.Size];
        var characters = new char[bytes.Length / 2];
        for (int i = 0; i < result.Length; i++)
        {
            buffered.ReadExactly(bytes);
            int length = 0, used = 0;
            for (int at = 0; at < bytes.Length; at += 4)
            {
                uint codePoint = type.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
                if (codePoint > 0x10FFFF)
                    throw new ModelFormatException(path, offset + (long)i * type.Size + at, "text", "a Unicode code point", "0x" + codePoint.ToString("X8", CultureInfo.InvariantCulture));
                if (codePoint > 0xFFFF)
                {
                    characters[length++] = (char)(0xD7C0 + (codePoint >> 10));
                    characters[length++] = (char)(0xDC00 | codePoint & 0x3FF);
                }
                else
                    characters[length++] = (char)codePoint;
                if (codePoint != 0)
                    used = length;
            }
            result[i] = used == 1 && characters[0] < s_singles.Length ? s_singles[characters[0]] : new string(characters, 0, used);
        }
        return result;
    }

    private static object?[] ReadByteStrings(Stream stream, NpyType type, long count)
    {
        var result = new object?[count];
        var buffered = new BufferedStream(stream, 1 << 16);
        var bytes = new byte[count == 0 ? 0 : type.Size];
        for (int i = 0; i < result.Length; i++)
        {
            buffered.ReadExactly(bytes);
            // NumPy pads with zeros and cuts them off again.
            result[i] = bytes.AsSpan().TrimEnd((byte)0).ToArray();
        }
        return result;
    }

    private static void WriteNumbers<T>(Stream stream, T[] data) where T : unmanaged
    {
        for (int i = 0; i < data.Length; i += Piece)
            stream.Write(MemoryMarshal.AsBytes(data.AsSpan(i, Math.Min(Piece, data.Length - i))));
    }

    private static string[] MakeSingles()
    {
        var singles = new string[256];
        for (int i = 0; i < singles.Length; i++)
            singles[i] = ((char)i).ToString();
        return singles;
    }
}
