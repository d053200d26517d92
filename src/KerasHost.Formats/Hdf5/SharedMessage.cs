using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A message kept in another place (format specification IV.A.2.b "shared message"): in the header of a committed datatype, or in the table of shared messages.</summary>
internal static class SharedMessage
{
    /// <summary>Reads where the message is and returns it from there.</summary>
    internal static HeaderMessage Resolve(MetadataReader file, HeaderMessageType type, FieldReader reader)
    {
        long at = reader.Offset - file.Superblock.BaseAddress;
        int version = reader.ReadByte("shared message version");
        int kind = reader.ReadByte("shared message type");
        if (version is 0 or > 3)
            throw file.Error(at, "shared message version", "1 to 3", version.ToString(CultureInfo.InvariantCulture));
        if (version == 3 && kind == 1)
            return file.SharedMessages.Find(type, reader.ReadBytes(8, "shared message heap ID"), at + 2);
        if (version == 1)
            reader.Skip(6, "shared message");
        long address = file.ReadAddress(ref reader, "shared message address");
        var message = file.GetObjectHeader(address).Find(type)
            ?? throw file.Error(at, "shared message address", $"an object with a {type} message", "an object without");
        return message.IsShared ? throw file.Error(message.Offset, "shared message", "a message", "another shared message") : message;
    }
}
