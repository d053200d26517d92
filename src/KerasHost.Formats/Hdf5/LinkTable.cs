namespace KerasHost.Formats.Hdf5;

/// <summary>The links of a group, however they are stored: symbol table, link messages, or dense in a fractal heap.</summary>
internal static class LinkTable
{
    /// <summary>Reads the links, in order of creation where the file tracks it, else by name.</summary>
    internal static List<Link> Read(MetadataReader file, ObjectHeader header)
    {
        if (header.Find(HeaderMessageType.SymbolTable) is { } symbolTable)
            return SymbolTable.Read(file, header.Resolve(symbolTable));
        var links = new List<Link>();
        foreach (var message in header.Messages)
            if (message.Type == HeaderMessageType.Link)
                links.Add(Link.Read(file, header.Resolve(message).Open(file)));
        bool tracked = false;
        if (header.Find(HeaderMessageType.LinkInfo) is { } info)
            tracked = ReadInfo(file, header.Resolve(info), links);
        if (tracked)
            links.Sort((a, b) => a.CreationOrder.CompareTo(b.CreationOrder));
        else
            links.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return links;
    }

    /// <summary>Reads the link info message (format specification IV.A.2.c) and the dense links; true when the order of creation is tracked.</summary>
    private static bool ReadInfo(MetadataReader file, HeaderMessage message, List<Link> links)
    {
        var reader = message.Open(file);
        int version = reader.ReadByte("link info version");
        if (version != 0)
            throw file.Error(message.Offset, "link info version", "0", FormattableString.Invariant($"{version}"));
        byte flags = reader.ReadByte("link info flags");
        if ((flags & 1) != 0)
            reader.Skip(8, "maximum creation index");
        long heapAddress = file.ReadAddress(ref reader, "fractal heap address");
        long nameIndex = file.ReadAddress(ref reader, "address of the B-tree of names");
        if (heapAddress < 0)
            return (flags & 1) != 0;
        var heap = FractalHeap.Read(file, heapAddress);
        foreach (var record in BTreeVersion2.Read(file, nameIndex, 5, file.Budget))
        {
            // A hash of the name, then the heap ID.
            if (record.Bytes.Length < 4 + heap.IdLength)
                throw file.Error(record.Address, "link name record", FormattableString.Invariant($"{4 + heap.IdLength} bytes"), FormattableString.Invariant($"{record.Bytes.Length}"));
            var data = heap.ReadObject(record.Bytes.Span.Slice(4, heap.IdLength), record.Address + 4, out long address);
            links.Add(Link.Read(file, file.Open(data.Span, address)));
        }
        return (flags & 1) != 0;
    }
}
