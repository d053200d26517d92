using System.Text;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>An old-style group: the symbol table message, its B-tree of version 1, the symbol table nodes and the local heap of names (format specification III.A, III.B, III.C and III.D).</summary>
internal static class SymbolTable
{
    internal static List<Link> Read(MetadataReader file, HeaderMessage message)
    {
        var reader = message.Open(file);
        long tree = file.ReadAddress(ref reader, "B-tree address");
        long heap = file.ReadAddress(ref reader, "local heap address");
        var names = ReadLocalHeap(file, heap);
        var links = new List<Link>();
        // Names do not overlap, else a small file could spell a long name a thousand times.
        long left = names.Length;
        foreach (long node in BTreeVersion1.GroupNodes(file, tree))
            ReadNode(file, node, names, links, ref left);
        return links;
    }

    /// <summary>The data segment of a local heap (format specification III.D).</summary>
    private static ReadOnlyMemory<byte> ReadLocalHeap(MetadataReader file, long address)
    {
        var reader = file.ReadBlock(address, 8 + 2 * file.SizeOfLengths + file.SizeOfOffsets, "local heap");
        reader.Expect("HEAP"u8, "local heap signature");
        reader.Skip(4, "local heap version");
        long size = file.ReadLength(ref reader, "local heap data segment size");
        file.ReadLength(ref reader, "local heap free list");
        long dataAddress = file.ReadAddress(ref reader, "local heap data segment address");
        return file.ReadBytes(dataAddress, size, "local heap data segment");
    }

    /// <summary>A symbol table node (format specification III.B).</summary>
    private static void ReadNode(MetadataReader file, long address, ReadOnlyMemory<byte> names, List<Link> links, ref long left)
    {
        var head = file.ReadBlock(address, 8, "symbol table node");
        head.Expect("SNOD"u8, "symbol table node signature");
        head.Skip(2, "symbol table node version");
        int count = head.ReadUInt16("number of symbols");
        int entrySize = 2 * file.SizeOfOffsets + 24;
        var entries = file.ReadBlock(address + 8, (long)count * entrySize, "symbol table entries");
        for (int i = 0; i < count; i++)
        {
            var before = entries;
            long nameAt = file.ReadAddress(ref entries, "link name offset");
            long header = file.ReadAddress(ref entries, "object header address");
            uint cacheType = entries.ReadUInt32("cache type");
            entries.Skip(4, "symbol table entry");
            var scratch = entries.ReadBlock(16, "scratch-pad space");
            string name = ReadName(names.Span, nameAt, before, "link name offset", ref left);
            if (name.Length == 0)
                throw before.Error("link name", "a name", "none");
            links.Add(cacheType == 2
                ? new(name, LinkKind.Soft, -1, ReadName(names.Span, scratch.ReadUInt32("offset of link value"), before, "offset of link value", ref left), -1)
                : new(name, LinkKind.Hard, header, "", -1));
        }
    }

    private static string ReadName(ReadOnlySpan<byte> names, long offset, FieldReader at, string field, ref long left)
    {
        if (offset < 0 || offset >= names.Length)
            throw at.Error(field, FormattableString.Invariant($"a position in the {names.Length} bytes of the local heap"), FormattableString.Invariant($"{offset}"));
        var bytes = names[(int)offset..];
        int end = bytes.IndexOf((byte)0);
        if (end < 0)
            throw at.Error(field, "a zero byte at the end of the text", "none");
        left -= end;
        if (left < 0)
            throw at.Error(field, "names that do not overlap", "more text than the local heap holds");
        return Encoding.UTF8.GetString(bytes[..end]);
    }
}
