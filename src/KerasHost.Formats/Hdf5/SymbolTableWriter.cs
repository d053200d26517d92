using System.Buffers.Binary;
using System.Text;

namespace KerasHost.Formats.Hdf5;

/// <summary>Writes an old-style group: local heap of names, symbol table nodes, B-tree.</summary>
internal static class SymbolTableWriter
{
    /// <summary>Half of the symbols of a node and half of the children of a B-tree node, as the superblock says.</summary>
    internal const int LeafK = 4, InternalK = 16;

    private const int EntrySize = 40;

    /// <summary>Writes the links of a group.</summary>
    /// <param name="file">The file.</param>
    /// <param name="links">Names and what is there.</param>
    /// <returns>The data of the group's symbol table message: addresses of B-tree and local heap.</returns>
    internal static byte[] Write(FileAllocator file, IEnumerable<(string Name, WrittenObject Object)> links)
    {
        // In the order of the bytes of the names, as strcmp.
        var sorted = links.Select(l => (Name: Encoding.UTF8.GetBytes(l.Name), l.Object)).ToList();
        sorted.Sort((a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        // The empty name stands first in the heap.
        var names = new StructureBuilder().Int64(0);
        var nodes = new List<long>();
        var keys = new List<byte[]> { Key(0) };
        for (int first = 0; first < sorted.Count; first += 2 * LeafK)
        {
            int count = Math.Min(2 * LeafK, sorted.Count - first), nameAt = 0;
            var node = new StructureBuilder().Append("SNOD"u8).Byte(1).Byte(0).UInt16(count);
            for (int i = first; i < first + count; i++)
            {
                nameAt = names.Length;
                names.Append(sorted[i].Name).Zeros(8 - sorted[i].Name.Length % 8);
                var target = sorted[i].Object;
                node.Int64(nameAt).Int64(target.HeaderAddress);
                // A group's addresses are kept in the entry as well.
                node.UInt32(target.SymbolTable.Length > 0 ? 1 : 0).UInt32(0).Append(target.SymbolTable).Zeros(16 - target.SymbolTable.Length);
            }
            nodes.Add(file.Append(node.Zeros((2 * LeafK - count) * EntrySize).Bytes));
            // The key behind a node is the last name in it.
            keys.Add(Key(nameAt));
        }
        long tree = BTreeVersion1Writer.Write(file, 0, 2 * InternalK, nodes, keys);
        long data = file.Append(names.Bytes);
        // 1 stands for no free space.
        long heap = file.Append(new StructureBuilder().Append("HEAP"u8).UInt32(0).Int64(names.Length).Int64(1).Int64(data).Bytes);
        return new StructureBuilder().Int64(tree).Int64(heap).Bytes.ToArray();
    }

    private static byte[] Key(long nameOffset)
    {
        byte[] key = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(key, nameOffset);
        return key;
    }
}
