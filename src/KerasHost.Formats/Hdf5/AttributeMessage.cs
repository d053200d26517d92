using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>An attribute message (format specification IV.A.2.m), versions 1 to 3.</summary>
internal sealed record AttributeMessage(string Name, Datatype Datatype, Dataspace Dataspace, ReadOnlyMemory<byte> Data, long DataAddress)
{
    internal static AttributeMessage Read(MetadataReader file, ReadOnlyMemory<byte> message, long address)
    {
        var reader = file.Open(message.Span, address);
        int version = reader.ReadByte("attribute version");
        if (version is 0 or > 3)
            throw file.Error(address, "attribute version", "1 to 3", version.ToString(CultureInfo.InvariantCulture));
        byte flags = reader.ReadByte("attribute flags");
        int nameSize = reader.ReadUInt16("attribute name size");
        int datatypeSize = reader.ReadUInt16("attribute datatype size");
        int dataspaceSize = reader.ReadUInt16("attribute dataspace size");
        if (version == 3)
            reader.Skip(1, "attribute name character set");
        string name = reader.ReadText(nameSize, "attribute name");
        Pad(ref reader, nameSize);
        var datatypeMessage = Part(HeaderMessageType.Datatype, datatypeSize, (flags & 1) != 0, ref reader);
        var dataspaceMessage = Part(HeaderMessageType.Dataspace, dataspaceSize, (flags & 2) != 0, ref reader);
        var datatype = Datatype.Read(file, datatypeMessage);
        var dataspace = Dataspace.Read(file, dataspaceMessage);
        if (dataspace.Count > reader.Remaining / datatype.Size)
            throw reader.Error($"data of attribute '{name}'", string.Create(CultureInfo.InvariantCulture, $"{dataspace.Count} elements of {datatype.Size} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{reader.Remaining} bytes"));
        return new(name, datatype, dataspace, message.Slice(reader.Position, (int)dataspace.Count * datatype.Size), address + reader.Position);

        void Pad(ref FieldReader r, int size)
        {
            if (version == 1)
                r.Skip(Math.Min(r.Remaining, (8 - size % 8) % 8), "attribute padding");
        }

        HeaderMessage Part(HeaderMessageType type, int size, bool shared, ref FieldReader r)
        {
            var part = new HeaderMessage(type, 0, 0, message.Slice(r.Position, Math.Min(size, r.Remaining)), address + r.Position);
            r.Skip(size, "attribute " + type);
            Pad(ref r, size);
            return shared ? SharedMessage.Resolve(file, type, part.Open(file)) : part;
        }
    }
}
