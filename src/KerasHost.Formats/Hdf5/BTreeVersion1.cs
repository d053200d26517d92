using System.Globalization;

namespace KerasHost.Formats.Hdf5;

/// <summary>A B-tree of version 1 (format specification III.A.1): the nodes of an old-style group, or the chunks of a dataset.</summary>
internal static class BTreeVersion1
{
    private const int MaxDepth = 64;

    /// <summary>The addresses of the symbol table nodes of a group, in order of names.</summary>
    internal static IEnumerable<long> GroupNodes(MetadataReader file, long address)
    {
        foreach (var (child, _) in Leaves(file, address, 0, file.SizeOfLengths, file.Budget))
            yield return child;
    }

    /// <summary>The children of the lowest level, each with the key before it.</summary>
    internal static IEnumerable<(long Child, ReadOnlyMemory<byte> Key)> Leaves(MetadataReader file, long address, int nodeType, int keySize, ReadBudget budget)
    {
        var stack = new Stack<(long Address, int Level)>();
        stack.Push((address, -1));
        while (stack.TryPop(out var next))
        {
            var (node, level, children, keys) = ReadNode(file, next.Address, next.Level, nodeType, keySize, budget);
            if (level == 0)
            {
                for (int i = 0; i < children.Length; i++)
                    yield return (children[i], keys[i]);
                continue;
            }
            for (int i = children.Length - 1; i >= 0; i--)
            {
                file.CheckDefined(children[i], node, "B-tree child");
                stack.Push((children[i], level - 1));
            }
        }
    }

    private static (long Address, int Level, long[] Children, ReadOnlyMemory<byte>[] Keys) ReadNode(
        MetadataReader file, long address, int expectedLevel, int nodeType, int keySize, ReadBudget budget)
    {
        int headSize = 8 + 2 * file.SizeOfOffsets;
        var head = file.ReadBlock(address, headSize, "B-tree node", budget);
        head.Expect("TREE"u8, "B-tree signature");
        int type = head.ReadByte("B-tree node type");
        int level = head.ReadByte("B-tree node level");
        int count = head.ReadUInt16("B-tree entries used");
        if (type != nodeType)
            throw file.Error(address + 4, "B-tree node type", nodeType.ToString(CultureInfo.InvariantCulture), type.ToString(CultureInfo.InvariantCulture));
        // Levels fall by one from parent to child, which rules out cycles.
        if (expectedLevel >= 0 ? level != expectedLevel : level > MaxDepth)
            throw file.Error(address + 5, "B-tree node level", expectedLevel >= 0 ? expectedLevel.ToString(CultureInfo.InvariantCulture) : "at most 64", level.ToString(CultureInfo.InvariantCulture));
        int entry = keySize + file.SizeOfOffsets;
        var bytes = file.ReadBytes(address + headSize, (long)count * entry, "B-tree entries", budget);
        var reader = file.Open(bytes.Span, address + headSize);
        var children = new long[count];
        var keys = new ReadOnlyMemory<byte>[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = bytes.Slice(i * entry, keySize);
            reader.Skip(keySize, "B-tree key");
            children[i] = file.ReadAddress(ref reader, "B-tree child");
            file.CheckDefined(children[i], address, "B-tree child");
        }
        return (address, level, children, keys);
    }
}
