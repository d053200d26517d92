using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>The fill value messages, old and new (format specification IV.A.2.e and f): what elements hold that were never written.</summary>
internal static class FillValue
{
    /// <summary>The bytes of one element, or an empty array: zeros.</summary>
    internal static byte[] Read(MetadataReader file, ObjectHeader header, int elementSize)
    {
        if (header.Find(HeaderMessageType.FillValue) is not { } found)
            return header.Find(HeaderMessageType.OldFillValue) is { } old ? ReadOld(file, header.Resolve(old), elementSize) : [];
        var message = header.Resolve(found);
        var reader = message.Open(file);
        int version = reader.ReadByte("fill value version");
        bool defined;
        switch (version)
        {
            case 1 or 2:
                reader.Skip(2, "allocation and fill times");
                defined = reader.ReadByte("fill value defined") != 0 || version == 1;
                break;
            case 3:
                defined = (reader.ReadByte("fill value flags") & 0x20) != 0;
                break;
            default:
                throw file.Error(message.Offset, "fill value version", "1 to 3", version.ToString(CultureInfo.InvariantCulture));
        }
        return defined ? ReadValue(ref reader, elementSize) : [];
    }

    private static byte[] ReadOld(MetadataReader file, HeaderMessage message, int elementSize)
    {
        var reader = message.Open(file);
        return ReadValue(ref reader, elementSize);
    }

    private static byte[] ReadValue(ref FieldReader reader, int elementSize)
    {
        int size = reader.ReadInt32("fill value size");
        if (size is 0 or -1)
            return [];
        if (size != elementSize)
            throw reader.Error("fill value size", elementSize.ToString(CultureInfo.InvariantCulture), size.ToString(CultureInfo.InvariantCulture));
        return reader.ReadBytes(size, "fill value").ToArray();
    }
}
