using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>The attributes of an object, in its header or dense in a fractal heap.</summary>
internal static class AttributeTable
{
    /// <summary>Reads the attributes, in order of creation where the file tracks it, else by name.</summary>
    internal static List<AttributeMessage> Read(MetadataReader file, ObjectHeader header)
    {
        var attributes = new List<(AttributeMessage Attribute, long Order)>();
        foreach (var message in header.Messages)
            if (message.Type == HeaderMessageType.Attribute)
            {
                var resolved = header.Resolve(message);
                attributes.Add((AttributeMessage.Read(file, resolved.Data, resolved.Offset), message.CreationOrder));
            }
        bool tracked = header.Find(HeaderMessageType.AttributeInfo) is { } info && ReadInfo(file, header.Resolve(info), attributes);
        if (tracked)
            attributes.Sort((a, b) => a.Order.CompareTo(b.Order));
        else
            attributes.Sort((a, b) => string.CompareOrdinal(a.Attribute.Name, b.Attribute.Name));
        return attributes.ConvertAll(a => a.Attribute);
    }

    /// <summary>Reads the attribute info message (format specification IV.A.2.v) and the dense attributes; true when the order of creation is tracked.</summary>
    private static bool ReadInfo(MetadataReader file, HeaderMessage message, List<(AttributeMessage Attribute, long Order)> attributes)
    {
        var reader = message.Open(file);
        int version = reader.ReadByte("attribute info version");
        if (version != 0)
            throw file.Error(message.Offset, "attribute info version", "0", version.ToString(CultureInfo.InvariantCulture));
        byte flags = reader.ReadByte("attribute info flags");
        if ((flags & 1) != 0)
            reader.Skip(2, "maximum creation index");
        long heapAddress = file.ReadAddress(ref reader, "fractal heap address");
        long nameIndex = file.ReadAddress(ref reader, "address of the B-tree of names");
        if (heapAddress < 0)
            return (flags & 1) != 0;
        var heap = FractalHeap.Read(file, heapAddress);
        foreach (var record in BTreeVersion2.Read(file, nameIndex, 8, file.Budget))
        {
            // Heap ID, message flags, creation order, name hash.
            var fields = record.Reader(file);
            var id = fields.ReadBytes(heap.IdLength, "heap ID");
            bool shared = (fields.ReadByte("message flags") & 2) != 0;
            uint order = fields.ReadUInt32("creation order");
            HeaderMessage attribute;
            if (shared)
                attribute = file.SharedMessages.Find(HeaderMessageType.Attribute, id, record.Address);
            else
            {
                var data = heap.ReadObject(id, record.Address, out long address);
                attribute = new(HeaderMessageType.Attribute, 0, 0, data, address);
            }
            attributes.Add((AttributeMessage.Read(file, attribute.Data, attribute.Offset), order));
        }
        return (flags & 1) != 0;
    }
}
