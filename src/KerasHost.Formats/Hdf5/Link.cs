using System.Globalization;
using System.Text;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A link of a group: a link message (format specification IV.A.2.g) or a symbol table entry.</summary>
/// <param name="Name">The name in the group.</param>
/// <param name="Kind">Where it leads.</param>
/// <param name="Address">A hard link's object header.</param>
/// <param name="Target">A soft link's path; the file and path of an external one.</param>
/// <param name="CreationOrder">Order of creation, or -1 where it is not tracked.</param>
internal sealed record Link(string Name, LinkKind Kind, long Address, string Target, long CreationOrder)
{
    internal static Link Read(MetadataReader file, FieldReader reader)
    {
        var start = reader;
        int version = reader.ReadByte("link version");
        if (version != 1)
            throw start.Error("link version", "1", version.ToString(CultureInfo.InvariantCulture));
        byte flags = reader.ReadByte("link flags");
        int type = (flags & 0x08) != 0 ? reader.ReadByte("link type") : 0;
        long order = (flags & 0x04) != 0 ? reader.ReadInt64("link creation order") : -1;
        if ((flags & 0x10) != 0)
            reader.Skip(1, "link name character set");
        long length = (long)Math.Min(reader.ReadUInt(1 << (flags & 3), "length of link name"), int.MaxValue);
        string name = Encoding.UTF8.GetString(reader.ReadBytes(length, "link name"));
        if (name.Length == 0)
            throw start.Error("link name", "a name", "none");
        switch (type)
        {
            case 0:
                long address = file.ReadAddress(ref reader, "link object header address");
                return new(name, LinkKind.Hard, address, "", order);
            case 1:
                return new(name, LinkKind.Soft, -1, reader.ReadText(reader.ReadUInt16("length of soft link value"), "soft link value"), order);
            case 64:
                var value = reader.ReadBlock(reader.ReadUInt16("length of external link value"), "external link value");
                value.Skip(1, "external link flags");
                return new(name, LinkKind.External, -1, value.ReadZeroTerminated("external file name") + ":" + value.ReadZeroTerminated("external object path"), order);
            default:
                return new(name, LinkKind.UserDefined, -1, type.ToString(CultureInfo.InvariantCulture), order);
        }
    }
}
