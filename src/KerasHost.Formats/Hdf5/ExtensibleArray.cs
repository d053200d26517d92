using System.Globalization;
using System.Numerics;

namespace KerasHost.Formats.Hdf5;

/// <summary>An extensible array (format specification VII.D): the chunk index of a dataset that grows along one dimension.</summary>
internal sealed class ExtensibleArray
{
    private readonly MetadataReader _file;
    private readonly ReadBudget _budget;
    private readonly long _header, _indexBlock, _pageSize, _count;
    private readonly int _client, _elementSize, _maxBits, _indexElements, _minElements, _minPointers;

    private ExtensibleArray(MetadataReader file, long address, ReadBudget budget)
    {
        const string field = "extensible array header";
        (_file, _header, _budget) = (file, address, budget);
        var reader = file.ReadChecked(address, 16 + 6 * file.SizeOfLengths + file.SizeOfOffsets, field, budget);
        reader.Expect("EAHD"u8, "extensible array signature");
        reader.Skip(1, "extensible array version");
        _client = reader.ReadByte("extensible array client");
        _elementSize = reader.ReadByte("extensible array element size");
        _maxBits = reader.ReadByte("maximum number of elements, bits");
        _indexElements = reader.ReadByte("elements in the index block");
        _minElements = reader.ReadByte("minimum elements of a data block");
        _minPointers = reader.ReadByte("minimum data blocks of a super block");
        int pageBits = reader.ReadByte("elements of a page, bits");
        for (int i = 0; i < 4; i++)
            file.ReadLength(ref reader, field);
        _count = file.ReadLength(ref reader, "maximum index set");
        file.ReadLength(ref reader, "number of elements");
        _indexBlock = file.ReadAddress(ref reader, "index block address");
        if (_client > 1 || _elementSize == 0 || _maxBits is 0 or > 64 || pageBits > 30 || !BitOperations.IsPow2(_minElements)
            || !BitOperations.IsPow2(_minPointers) || BitOperations.Log2((uint)_minElements) >= _maxBits)
            throw file.Error(address, field, "client 0 or 1, elements, powers of two", string.Create(CultureInfo.InvariantCulture,
                $"client {_client}, element size {_elementSize}, {_maxBits} bits, {_minElements} elements, {_minPointers} pointers, {pageBits} page bits"));
        _pageSize = 1L << pageBits;
    }

    internal static ArrayElements Read(MetadataReader file, long address, ReadBudget budget)
    {
        var array = new ExtensibleArray(file, address, budget);
        return new(array._client == 1, array._elementSize, array._indexBlock < 0 ? [] : array.Elements());
    }

    /// <summary>Elements of each data block of a super block.</summary>
    private long BlockElements(int superBlock) => _minElements * (1L << (superBlock + 1) / 2);

    private IEnumerable<(long, ReadOnlyMemory<byte>, long)> Elements()
    {
        int superBlocks = 1 + _maxBits - BitOperations.Log2((uint)_minElements);
        int direct = Math.Min(superBlocks, 2 * BitOperations.Log2((uint)_minPointers));
        int pointers = 2 * (_minPointers - 1) + superBlocks - direct;
        int head = 6 + _file.SizeOfOffsets;
        var bytes = _file.ReadCheckedBytes(_indexBlock, head + _indexElements * _elementSize + pointers * _file.SizeOfOffsets + 4, "extensible array index block", _budget);
        CheckHead(bytes.Span, _indexBlock, "EAIB"u8);
        for (int i = 0; i < _indexElements; i++)
            yield return (i, bytes.Slice(head + i * _elementSize, _elementSize), _indexBlock + head + i * _elementSize);
        long[] addresses = ReadAddresses(bytes[(head + _indexElements * _elementSize)..], _indexBlock, pointers);
        int next = 0;
        long index = _indexElements;
        for (int s = 0; s < superBlocks && index < _count; s++)
        {
            long blocks = 1L << s / 2, elements = BlockElements(s);
            if (s >= direct)
            {
                foreach (var element in SuperBlock(addresses[next++], blocks, elements, index))
                    yield return element;
                index += blocks * elements;
                continue;
            }
            for (long b = 0; b < blocks; b++, index += elements)
                foreach (var element in DataBlock(addresses[next++], elements, index, default, 0))
                    yield return element;
        }
    }

    private IEnumerable<(long, ReadOnlyMemory<byte>, long)> SuperBlock(long address, long blocks, long elements, long index)
    {
        if (address < 0)
            yield break;
        int head = HeadSize();
        long pages = elements > _pageSize ? elements / _pageSize : 0, bitmap = (pages + 7) / 8;
        if (blocks > _file.Source.Length || bitmap > _file.Source.Length / blocks)
            throw _file.Error(address, "extensible array super block", "a block within the file", string.Create(CultureInfo.InvariantCulture, $"one of {blocks} data blocks"));
        var bytes = _file.ReadCheckedBytes(address, head + blocks * bitmap + blocks * _file.SizeOfOffsets + 4, "extensible array super block", _budget);
        CheckHead(bytes.Span, address, "EASB"u8);
        long[] addresses = ReadAddresses(bytes[(int)(head + blocks * bitmap)..], address, (int)blocks);
        for (int b = 0; b < blocks; b++, index += elements)
            foreach (var element in DataBlock(addresses[b], elements, index, bytes.Slice((int)(head + b * bitmap), (int)bitmap), pages))
                yield return element;
    }

    private IEnumerable<(long, ReadOnlyMemory<byte>, long)> DataBlock(long address, long elements, long index, ReadOnlyMemory<byte> bitmap, long pages)
    {
        if (address < 0 || index >= _count)
            yield break;
        int head = HeadSize();
        long length = head + (pages > 0 ? 0 : elements * _elementSize) + 4;
        var bytes = _file.ReadCheckedBytes(address, length, "extensible array data block", _budget);
        CheckHead(bytes.Span, address, "EADB"u8);
        if (pages == 0)
        {
            for (int i = 0; i < elements; i++)
                yield return (index + i, bytes.Slice(head + i * _elementSize, _elementSize), address + head + i * _elementSize);
            yield break;
        }
        long at = address + length;
        for (long page = 0; page < pages; page++, at += _pageSize * _elementSize + 4)
        {
            // Pages without their bit were never written; the most significant bit is the first page.
            if ((bitmap.Span[(int)(page / 8)] & 0x80 >> (int)(page % 8)) == 0)
                continue;
            var inPage = _file.ReadCheckedBytes(at, _pageSize * _elementSize + 4, "extensible array page", _budget);
            for (int i = 0; i < _pageSize; i++)
                yield return (index + page * _pageSize + i, inPage.Slice(i * _elementSize, _elementSize), at + i * _elementSize);
        }
    }

    /// <summary>Signature, version, client, header address and offset of a data or super block.</summary>
    private int HeadSize() => 6 + _file.SizeOfOffsets + (_maxBits + 7) / 8;

    private long[] ReadAddresses(ReadOnlyMemory<byte> bytes, long at, int count)
    {
        var reader = _file.Open(bytes.Span, at);
        var addresses = new long[count];
        for (int i = 0; i < count; i++)
            addresses[i] = _file.ReadAddress(ref reader, "extensible array block address");
        return addresses;
    }

    private void CheckHead(ReadOnlySpan<byte> bytes, long address, ReadOnlySpan<byte> signature)
    {
        var reader = _file.Open(bytes, address);
        reader.Expect(signature, "extensible array block signature");
        reader.Skip(1, "extensible array block version");
        int client = reader.ReadByte("extensible array block client");
        long owner = _file.ReadAddress(ref reader, "extensible array header address");
        if (client != _client || owner != _header)
            throw _file.Error(address, "extensible array block", string.Create(CultureInfo.InvariantCulture, $"client {_client} of header {_header}"),
                string.Create(CultureInfo.InvariantCulture, $"client {client} of header {owner}"));
    }
}
