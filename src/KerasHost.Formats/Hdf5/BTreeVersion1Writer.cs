namespace KerasHost.Formats.Hdf5;

/// <summary>Writes a B-tree of version 1 from its lowest children upwards.</summary>
internal static class BTreeVersion1Writer
{
    /// <summary>Writes the tree and gives the address of its root.</summary>
    /// <param name="file">The file.</param>
    /// <param name="type">0 for a group, 1 for chunks.</param>
    /// <param name="capacity">Children of a full node; every node takes the room of a full one.</param>
    /// <param name="children">What the lowest nodes point to.</param>
    /// <param name="keys">The key before each child, and one behind the last.</param>
    internal static long Write(FileAllocator file, int type, int capacity, IReadOnlyList<long> children, IReadOnlyList<byte[]> keys)
    {
        for (int level = 0; ; level++)
        {
            int nodes = Math.Max(1, (children.Count + capacity - 1) / capacity);
            int size = 24 + capacity * 8 + (capacity + 1) * keys[0].Length;
            var addresses = new long[nodes];
            for (int i = 0; i < nodes; i++)
                addresses[i] = file.Reserve(size);
            var upperKeys = new List<byte[]>();
            for (int i = 0; i < nodes; i++)
            {
                int first = i * capacity, count = Math.Min(capacity, children.Count - first);
                var node = new StructureBuilder().Append("TREE"u8).Byte(type).Byte(level).UInt16(count)
                    .Int64(i > 0 ? addresses[i - 1] : -1).Int64(i < nodes - 1 ? addresses[i + 1] : -1);
                for (int c = first; c < first + count; c++)
                    node.Append(keys[c]).Int64(children[c]);
                node.Append(keys[first + count]);
                file.Write(addresses[i], node.Zeros(size - node.Length).Bytes);
                upperKeys.Add(keys[first]);
            }
            upperKeys.Add(keys[^1]);
            if (nodes == 1)
                return addresses[0];
            (children, keys) = (addresses, upperKeys);
        }
    }
}
