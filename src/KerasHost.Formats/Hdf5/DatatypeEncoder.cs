using System.Text;

namespace KerasHost.Formats.Hdf5;

/// <summary>Datatype messages of version 1, the oldest: every reader knows them.</summary>
internal static class DatatypeEncoder
{
    /// <summary>The message of a number type; bool as h5py's enumeration, bfloat16 as the opaque type of Keras 3.</summary>
    internal static byte[] Number(DType type)
    {
        var message = new StructureBuilder();
        switch (type.Code)
        {
            case DTypeCode.Float32:
                Float(message, 4, 8, 23, 127);
                break;
            case DTypeCode.Float64:
                Float(message, 8, 11, 52, 1023);
                break;
            case DTypeCode.Float16:
                Float(message, 2, 5, 10, 15);
                break;
            case DTypeCode.BFloat16:
                Head(message, DatatypeClass.Opaque, 0, 2);
                break;
            case DTypeCode.Bool:
                Head(message, DatatypeClass.Enumerated, 2, 1);
                Integer(message, 1, signed: true);
                message.PaddedName("FALSE").PaddedName("TRUE").Byte(0).Byte(1);
                break;
            case DTypeCode.String or DTypeCode.Object:
                throw new KerasTypeException($"An HDF5 dataset of numbers cannot hold {type}.");
            default:
                Integer(message, type.itemsize, signed: type.Code <= DTypeCode.Int64);
                break;
        }
        return message.Bytes.ToArray();
    }

    /// <summary>Text of a fixed number of bytes, filled up with zeros, as NumPy's <c>S</c>.</summary>
    internal static byte[] FixedText(int size, bool utf8)
    {
        var message = new StructureBuilder();
        Head(message, DatatypeClass.String, 1 | (utf8 ? 0x10 : 0), size);
        return message.Bytes.ToArray();
    }

    /// <summary>Text of any length, in the global heap.</summary>
    internal static byte[] VariableText(bool utf8)
    {
        var message = new StructureBuilder();
        Head(message, DatatypeClass.VariableLength, 1 | (utf8 ? 0x100 : 0), 16);
        Integer(message, 1, signed: false);
        return message.Bytes.ToArray();
    }

    /// <summary>True when text needs more than ASCII. Plain text is marked as ASCII, which old h5py gives to old Keras as the bytes that it expects.</summary>
    internal static bool NeedsUtf8(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
            if (!Ascii.IsValid(text))
                return true;
        return false;
    }

    private static void Head(StructureBuilder message, DatatypeClass type, int flags, int size) =>
        message.Byte(0x10 | (int)type).Byte(flags).Byte(flags >> 8).Byte(0).UInt32(size);

    private static void Integer(StructureBuilder message, int size, bool signed)
    {
        Head(message, DatatypeClass.FixedPoint, signed ? 8 : 0, size);
        message.UInt16(0).UInt16(8 * size);
    }

    private static void Float(StructureBuilder message, int size, int exponent, int mantissa, int bias)
    {
        // An implied leading one (normalization 2), the sign in the highest bit.
        Head(message, DatatypeClass.FloatingPoint, 0x20 | 8 * size - 1 << 8, size);
        message.UInt16(0).UInt16(8 * size).Byte(mantissa).Byte(exponent).Byte(0).Byte(mantissa).UInt32(bias);
    }
}
