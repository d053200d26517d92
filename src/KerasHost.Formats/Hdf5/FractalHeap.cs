using System.Globalization;
using System.Numerics;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A fractal heap (format specification III.G): where dense links and attributes are kept.</summary>
internal sealed class FractalHeap
{
    private readonly MetadataReader _file;
    private readonly Dictionary<long, long[]> _indirectBlocks = [];
    private readonly Dictionary<long, ReadOnlyMemory<byte>> _directBlocks = [];
    private Dictionary<ulong, (long Address, long Length)>? _hugeObjects;

    private readonly long _address, _hugeTree, _startingBlockSize, _maxDirectBlockSize, _rootAddress;
    private readonly int _tableWidth, _offsetSize, _lengthSize, _rootRows, _maxDirectRows, _directOverhead, _heapBits;
    private readonly bool _checksums;
    // Objects do not overlap, so their bytes are counted as well as the blocks'.
    private readonly ReadBudget _objects;

    private FractalHeap(MetadataReader file, long address)
    {
        _file = file;
        _objects = new(file.Source);
        _address = address;
        const string field = "fractal heap header";
        int length = 4 + 1 + 2 + 2 + 1 + 4 + 12 * file.SizeOfLengths + 3 * file.SizeOfOffsets + 2 + 2 + 2 + 2 + 4;
        var reader = file.ReadBlock(address, length - 4, field);
        reader.Expect("FRHP"u8, "fractal heap signature");
        reader.Skip(1, "fractal heap version");
        IdLength = reader.ReadUInt16("heap ID length");
        int filters = reader.ReadUInt16("length of encoded I/O filters");
        _checksums = (reader.ReadByte("fractal heap flags") & 2) != 0;
        uint maxManaged = reader.ReadUInt32("maximum size of managed objects");
        file.ReadLength(ref reader, "next huge object ID");
        _hugeTree = file.ReadAddress(ref reader, "B-tree address of huge objects");
        file.ReadLength(ref reader, field);
        file.ReadAddress(ref reader, field);
        reader.Skip(8 * file.SizeOfLengths, field);
        _tableWidth = reader.ReadUInt16("table width");
        _startingBlockSize = file.ReadLength(ref reader, "starting block size");
        _maxDirectBlockSize = file.ReadLength(ref reader, "maximum direct block size");
        _heapBits = reader.ReadUInt16("maximum heap size");
        reader.Skip(2, "starting number of rows in the root indirect block");
        _rootAddress = file.ReadAddress(ref reader, "address of the root block");
        _rootRows = reader.ReadUInt16("current number of rows in the root indirect block");
        if (filters != 0)
            throw file.Unsupported(address + 7, "fractal heap", "filters on the heap of a group");
        file.ReadChecked(address, length, field);
        if (!IsPowerOfTwo(_startingBlockSize) || !IsPowerOfTwo(_maxDirectBlockSize) || _startingBlockSize > _maxDirectBlockSize
            || !BitOperations.IsPow2(_tableWidth) || _heapBits > 64 || _rootRows > 64 || _maxDirectBlockSize > uint.MaxValue)
            throw file.Error(address, field, "sizes that are powers of two", string.Create(CultureInfo.InvariantCulture,
                $"width {_tableWidth}, starting block size {_startingBlockSize}, maximum direct block size {_maxDirectBlockSize}, {_heapBits} bits"));
        _offsetSize = (_heapBits + 7) / 8;
        _lengthSize = Math.Min((BitOperations.Log2((ulong)_maxDirectBlockSize) + 7) / 8, MetadataReader.EncodedSize(maxManaged));
        _maxDirectRows = BitOperations.Log2((ulong)_maxDirectBlockSize) - BitOperations.Log2((ulong)_startingBlockSize) + 2;
        _directOverhead = 5 + file.SizeOfOffsets + _offsetSize + (_checksums ? 4 : 0);
        if (IdLength < 1 + _offsetSize + _lengthSize && _rootAddress >= 0 || IdLength > 4096)
            throw file.Error(address + 5, "heap ID length", "room for an offset and a length", IdLength.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes of a heap ID.</summary>
    internal int IdLength { get; }

    internal static FractalHeap Read(MetadataReader file, long address) => new(file, address);

    /// <summary>The object with a heap ID.</summary>
    /// <param name="id">The heap ID, <see cref="IdLength"/> bytes.</param>
    /// <param name="idAddress">Where the ID stands, for errors.</param>
    /// <param name="address">Where the object is.</param>
    internal ReadOnlyMemory<byte> ReadObject(ReadOnlySpan<byte> id, long idAddress, out long address)
    {
        var reader = _file.Open(id, idAddress);
        int first = reader.ReadByte("heap ID");
        if (first >> 6 != 0)
            throw _file.Error(idAddress, "heap ID version", "0", (first >> 6).ToString(CultureInfo.InvariantCulture));
        switch (first >> 4 & 3)
        {
            case 0:
                ulong offset = reader.ReadUInt(_offsetSize, "offset in the heap");
                ulong length = reader.ReadUInt(_lengthSize, "length in the heap");
                return ReadManaged(offset, length, idAddress, out address);
            case 1:
                return ReadHuge(ref reader, idAddress, out address);
            case 2:
                // Short objects sit in the ID itself.
                int size = IdLength - 1 <= 16 ? (first & 15) + 1 : ((first & 15) << 8 | reader.ReadByte("tiny object")) + 1;
                address = idAddress + reader.Position;
                return reader.ReadBytes(size, "tiny object").ToArray();
            default:
                throw _file.Error(idAddress, "heap ID type", "managed, huge or tiny", "3");
        }
    }

    private ReadOnlyMemory<byte> ReadManaged(ulong offset, ulong length, long idAddress, out long address)
    {
        var (block, start, size) = FindDirectBlock(offset, idAddress);
        ulong within = offset - start;
        if (within < (ulong)_directOverhead || within + length > (ulong)size || within + length < within)
            throw _file.Error(idAddress, "heap ID", string.Create(CultureInfo.InvariantCulture, $"an object within a block of {size} bytes"), string.Create(CultureInfo.InvariantCulture, $"{length} bytes at {within}"));
        address = block + (long)within;
        _objects.Take(address, (long)length, "heap object");
        var bytes = GetDirectBlock(block, start, size);
        return bytes.Slice((int)within, (int)length);
    }

    private (long Address, ulong Start, long Size) FindDirectBlock(ulong offset, long idAddress)
    {
        _file.CheckDefined(_rootAddress, _address, "address of the root block");
        if (_rootRows == 0)
            return (_rootAddress, 0, _startingBlockSize);
        long block = _rootAddress;
        int rows = _rootRows;
        ulong start = 0;
        while (true)
        {
            // The doubling table: two rows of the starting size, then each row of twice the size before.
            ulong relative = offset - start, firstRow = (ulong)(_tableWidth * _startingBlockSize);
            int row = relative < firstRow ? 0 : BitOperations.Log2(relative / firstRow) + 1;
            if (row >= rows)
                throw _file.Error(idAddress, "offset in the heap", string.Create(CultureInfo.InvariantCulture, $"one within the {rows} rows of its block"), offset.ToString(CultureInfo.InvariantCulture));
            ulong rowStart = row == 0 ? 0 : firstRow << (row - 1);
            ulong size = (ulong)_startingBlockSize << Math.Max(0, row - 1);
            int column = (int)((relative - rowStart) / size);
            long child = GetIndirectBlock(block, rows, start)[row * _tableWidth + column];
            _file.CheckDefined(child, block, "child of an indirect block");
            start += rowStart + (ulong)column * size;
            if (row < _maxDirectRows)
                return (child, start, (long)size);
            // Rows shrink at each step, which rules out cycles.
            int childRows = BitOperations.Log2(size) - BitOperations.Log2(firstRow) + 1;
            (block, rows) = (child, Math.Min(childRows, rows - 1));
        }
    }

    private long[] GetIndirectBlock(long address, int rows, ulong start)
    {
        if (_indirectBlocks.TryGetValue(address, out long[]? children))
            return children.Length == rows * _tableWidth ? children
                : throw _file.Error(address, "indirect block", "a block used once", "one used in two places");
        int count = rows * _tableWidth;
        var reader = _file.ReadChecked(address, 5 + _file.SizeOfOffsets + _offsetSize + (long)count * _file.SizeOfOffsets + 4, "indirect block");
        reader.Expect("FHIB"u8, "indirect block signature");
        reader.Skip(1, "indirect block version");
        CheckOwner(ref reader, address, start);
        children = new long[count];
        for (int i = 0; i < count; i++)
            children[i] = _file.ReadAddress(ref reader, "child of an indirect block");
        _indirectBlocks.Add(address, children);
        return children;
    }

    private ReadOnlyMemory<byte> GetDirectBlock(long address, ulong start, long size)
    {
        if (_directBlocks.TryGetValue(address, out var bytes))
            return bytes.Length == size ? bytes : throw _file.Error(address, "direct block", "a block used once", "one used in two places");
        bytes = _file.ReadBytes(address, size, "direct block");
        var reader = _file.Open(bytes.Span, address);
        reader.Expect("FHDB"u8, "direct block signature");
        reader.Skip(1, "direct block version");
        CheckOwner(ref reader, address, start);
        if (_checksums)
            CheckBlockSum(bytes.Span, address);
        _directBlocks.Add(address, bytes);
        return bytes;
    }

    private void CheckBlockSum(ReadOnlySpan<byte> bytes, long address)
    {
        // The checksum stands in the middle of the block and counts as zero.
        byte[] copy = bytes.ToArray();
        int at = _directOverhead - 4;
        uint stored = BitConverter.ToUInt32(copy, at);
        copy.AsSpan(at, 4).Clear();
        uint computed = Lookup3.Hash(copy);
        if (_file.VerifyChecksums && stored != computed)
            throw _file.Error(address + at, "direct block checksum", computed.ToString("x8", CultureInfo.InvariantCulture), stored.ToString("x8", CultureInfo.InvariantCulture));
    }

    private void CheckOwner(ref FieldReader reader, long address, ulong start)
    {
        long owner = _file.ReadAddress(ref reader, "heap header address");
        ulong blockStart = reader.ReadUInt(_offsetSize, "block offset");
        if (owner != _address || blockStart != start)
            throw _file.Error(address, "block of a fractal heap",
                string.Create(CultureInfo.InvariantCulture, $"heap {_address}, offset {start}"), string.Create(CultureInfo.InvariantCulture, $"heap {owner}, offset {blockStart}"));
    }

    private ReadOnlyMemory<byte> ReadHuge(ref FieldReader reader, long idAddress, out long address)
    {
        long length;
        if (IdLength - 1 >= _file.SizeOfOffsets + _file.SizeOfLengths)
        {
            address = _file.ReadAddress(ref reader, "address of a huge object");
            length = _file.ReadLength(ref reader, "length of a huge object");
        }
        else
        {
            ulong key = reader.ReadUInt(Math.Min(IdLength - 1, _file.SizeOfLengths), "huge object ID");
            _hugeObjects ??= ReadHugeObjects();
            if (!_hugeObjects.TryGetValue(key, out var found))
                throw _file.Error(idAddress, "huge object ID", "one in the B-tree of huge objects", key.ToString(CultureInfo.InvariantCulture));
            (address, length) = found;
        }
        return _file.ReadBytes(address, length, "huge object");
    }

    private Dictionary<ulong, (long Address, long Length)> ReadHugeObjects()
    {
        var objects = new Dictionary<ulong, (long, long)>();
        foreach (var record in BTreeVersion2.Read(_file, _hugeTree, 1, _file.Budget))
        {
            var reader = record.Reader(_file);
            long address = _file.ReadAddress(ref reader, "address of a huge object");
            long length = _file.ReadLength(ref reader, "length of a huge object");
            objects[reader.ReadUInt(_file.SizeOfLengths, "huge object ID")] = (address, length);
        }
        return objects;
    }

    private static bool IsPowerOfTwo(long value) => value > 0 && BitOperations.IsPow2(value);
}
