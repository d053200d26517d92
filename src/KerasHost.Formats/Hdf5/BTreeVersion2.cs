using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A B-tree of version 2 (format specification III.A.2): links, attributes, huge heap objects or chunks.</summary>
internal sealed class BTreeVersion2
{
    private const int MaxDepth = 32;
    private const int NodeOverhead = 4 + 1 + 1 + 4;

    private readonly MetadataReader _file;
    private readonly ReadBudget _budget;
    private readonly int _type, _nodeSize, _recordSize, _depth;
    private readonly int _countSize;
    private readonly int[] _totalSizes;

    private BTreeVersion2(MetadataReader file, ReadBudget budget, int type, int nodeSize, int recordSize, int depth, int[] totalSizes, int countSize)
    {
        (_file, _budget, _type, _nodeSize, _recordSize, _depth) = (file, budget, type, nodeSize, recordSize, depth);
        (_totalSizes, _countSize) = (totalSizes, countSize);
    }

    /// <summary>All records, in order.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">The header of the tree.</param>
    /// <param name="type">The record type that the tree must have.</param>
    /// <param name="budget">What the nodes count against.</param>
    internal static IEnumerable<BTreeRecord> Read(MetadataReader file, long address, int type, ReadBudget budget)
    {
        var reader = file.ReadChecked(address, 22 + file.SizeOfOffsets + file.SizeOfLengths, "B-tree header", budget);
        reader.Expect("BTHD"u8, "B-tree signature");
        reader.Skip(1, "B-tree version");
        int foundType = reader.ReadByte("B-tree type");
        long nodeSize = reader.ReadUInt32("B-tree node size");
        int recordSize = reader.ReadUInt16("B-tree record size");
        int depth = reader.ReadUInt16("B-tree depth");
        reader.Skip(2, "B-tree split and merge");
        long root = file.ReadAddress(ref reader, "B-tree root address");
        int rootCount = reader.ReadUInt16("number of records in the root");
        if (foundType != type)
            throw file.Error(address + 5, "B-tree type", type.ToString(CultureInfo.InvariantCulture), foundType.ToString(CultureInfo.InvariantCulture));
        if (depth > MaxDepth)
            throw file.Error(address + 12, "B-tree depth", "at most 32", depth.ToString(CultureInfo.InvariantCulture));
        if (recordSize == 0 || nodeSize < NodeOverhead + recordSize || nodeSize > file.Source.Length)
            throw file.Error(address + 6, "B-tree node size", "room for a record, within the file", string.Create(CultureInfo.InvariantCulture, $"{nodeSize} for records of {recordSize} bytes"));
        if (root < 0 || rootCount == 0)
            return [];
        ulong capacity = (ulong)((nodeSize - NodeOverhead) / recordSize), total = capacity;
        int countSize = MetadataReader.EncodedSize(capacity);
        var totalSizes = new int[depth + 1];
        for (int level = 1; level <= depth; level++)
        {
            long pointer = file.SizeOfOffsets + countSize + totalSizes[level - 1];
            ulong records = (ulong)Math.Max(0, (nodeSize - NodeOverhead - pointer) / (recordSize + pointer));
            total = total > ulong.MaxValue / (records + 2) ? ulong.MaxValue / 2 : (records + 1) * total + records;
            totalSizes[level] = MetadataReader.EncodedSize(total);
        }
        return new BTreeVersion2(file, budget, type, (int)nodeSize, recordSize, depth, totalSizes, countSize).Walk(root, rootCount);
    }

    private IEnumerable<BTreeRecord> Walk(long root, int rootCount)
    {
        // The parts of the tree still to come: a node, or a single record between two nodes.
        var stack = new Stack<(long Address, int Count, int Level, BTreeRecord? Record)>();
        stack.Push((root, rootCount, _depth, null));
        while (stack.TryPop(out var next))
        {
            if (next.Record is { } between)
            {
                yield return between;
                continue;
            }
            if (next.Level == 0)
            {
                var leaf = ReadRecords(next.Address, next.Count, "BTLF", 0, out _);
                for (int i = 0; i < next.Count; i++)
                    yield return new(leaf.Slice(i * _recordSize, _recordSize), next.Address + 6 + i * _recordSize);
                continue;
            }
            PushInternal(next.Address, next.Count, next.Level, stack);
        }
    }

    private void PushInternal(long address, int count, int level, Stack<(long Address, int Count, int Level, BTreeRecord? Record)> stack)
    {
        int pointer = _file.SizeOfOffsets + _countSize + (level > 1 ? _totalSizes[level - 1] : 0);
        var records = ReadRecords(address, count, "BTIN", (count + 1) * pointer, out var pointers);
        var reader = _file.Open(pointers.Span, address + 6 + count * _recordSize);
        var children = new (long Address, int Count)[count + 1];
        for (int i = 0; i <= count; i++)
        {
            children[i].Address = _file.ReadAddress(ref reader, "B-tree child");
            children[i].Count = (int)Math.Min(reader.ReadUInt(_countSize, "number of records in the child"), int.MaxValue);
            reader.Skip(pointer - _file.SizeOfOffsets - _countSize, "total number of records");
        }
        for (int i = count; i >= 0; i--)
        {
            if (i < count)
                stack.Push((0, 0, 0, new(records.Slice(i * _recordSize, _recordSize), address + 6 + i * _recordSize)));
            stack.Push((children[i].Address, children[i].Count, level - 1, null));
        }
    }

    private ReadOnlyMemory<byte> ReadRecords(long address, int count, string signature, int pointerBytes, out ReadOnlyMemory<byte> pointers)
    {
        long used = 6 + (long)count * _recordSize + pointerBytes;
        if (used + 4 > _nodeSize)
            throw _file.Error(address, "number of records in a B-tree node", string.Create(CultureInfo.InvariantCulture, $"what fits into {_nodeSize} bytes"), count.ToString(CultureInfo.InvariantCulture));
        // The checksum follows the records; the rest of the node is unused.
        var bytes = _file.ReadCheckedBytes(address, used + 4, "B-tree node", _budget);
        var reader = _file.Open(bytes.Span, address);
        reader.Expect(System.Text.Encoding.ASCII.GetBytes(signature), "B-tree node signature");
        reader.Skip(1, "B-tree node version");
        int type = reader.ReadByte("B-tree node type");
        if (type != _type)
            throw _file.Error(address + 5, "B-tree node type", _type.ToString(CultureInfo.InvariantCulture), type.ToString(CultureInfo.InvariantCulture));
        pointers = bytes[(6 + count * _recordSize)..];
        return bytes.Slice(6, count * _recordSize);
    }
}
