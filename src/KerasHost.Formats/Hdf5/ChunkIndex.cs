using System.Buffers.Binary;
using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>Finds the stored chunks of a dataset through whichever index it has.</summary>
internal sealed class ChunkIndex
{
    private readonly MetadataReader _file;
    private readonly DataLayout _layout;
    private readonly long _chunkBytes;
    private readonly bool _filtered;
    private readonly long[] _gridMaximum;
    private readonly ReadBudget _budget;

    /// <summary>The index of a dataset.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">A chunked layout.</param>
    /// <param name="dataspace">The shape of the dataset.</param>
    /// <param name="chunkBytes">Bytes of a chunk before filters.</param>
    /// <param name="filtered">Whether the dataset has filters.</param>
    internal ChunkIndex(MetadataReader file, DataLayout layout, Dataspace dataspace, long chunkBytes, bool filtered)
    {
        (_file, _layout, _chunkBytes, _filtered) = (file, layout, chunkBytes, filtered);
        _budget = new(file.Source);
        _gridMaximum = new long[layout.ChunkDimensions.Length];
        for (int i = 0; i < _gridMaximum.Length; i++)
        {
            long size = dataspace.MaximumDimensions[i], chunk = layout.ChunkDimensions[i];
            _gridMaximum[i] = size < 0 ? -1 : size / chunk + (size % chunk > 0 ? 1 : 0);
        }
    }

    /// <summary>The chunks that were written, in the order of the index. <see cref="Chunk.Position"/> is valid until the next one.</summary>
    internal IEnumerable<Chunk> Chunks()
    {
        if (_layout.Address < 0)
            return [];
        return _layout.IndexType switch
        {
            ChunkIndexType.BTreeVersion1 => FromBTreeVersion1(),
            ChunkIndexType.SingleChunk => [new(_layout.Address, _layout.SingleChunk?.Size ?? _chunkBytes, _layout.SingleChunk?.FilterMask ?? 0, new long[_gridMaximum.Length])],
            ChunkIndexType.Implicit => FromImplicit(),
            ChunkIndexType.FixedArray => FromArray(FixedArray.Read(_file, _layout.Address, _budget), -1),
            ChunkIndexType.ExtensibleArray => FromArray(ExtensibleArray.Read(_file, _layout.Address, _budget), Array.IndexOf(_gridMaximum, -1)),
            _ => FromBTreeVersion2(),
        };
    }

    private IEnumerable<Chunk> FromBTreeVersion1()
    {
        int rank = _gridMaximum.Length;
        var position = new long[rank];
        // Key: stored size, filter mask, offset of the chunk in elements, and one more for the element itself.
        foreach (var (address, key) in BTreeVersion1.Leaves(_file, _layout.Address, 1, 8 + 8 * (rank + 1), _budget))
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(key.Span);
            for (int i = 0; i < rank; i++)
            {
                long offset = BinaryPrimitives.ReadInt64LittleEndian(key.Span[(8 + 8 * i)..]);
                if (offset < 0 || offset % _layout.ChunkDimensions[i] != 0)
                    throw _file.Error(_layout.Address, "chunk offset", string.Create(CultureInfo.InvariantCulture, $"a multiple of {_layout.ChunkDimensions[i]}"), offset.ToString(CultureInfo.InvariantCulture));
                position[i] = offset / _layout.ChunkDimensions[i];
            }
            yield return new(address, size, BinaryPrimitives.ReadUInt32LittleEndian(key.Span[4..]), position);
        }
    }

    private IEnumerable<Chunk> FromImplicit()
    {
        var position = new long[_gridMaximum.Length];
        long count = 1;
        foreach (long size in _gridMaximum)
            count = size > 0 && count > long.MaxValue / size ? long.MaxValue : count * Math.Max(0, size);
        for (long i = 0; i < count; i++)
        {
            if (_file.Source.Length - _layout.Address < 0 || (_file.Source.Length - _layout.Address) / _chunkBytes <= i)
                throw _file.Error(_layout.Address, "chunk address", string.Create(CultureInfo.InvariantCulture, $"room for {count} chunks of {_chunkBytes} bytes"), "the end of the file");
            SetPosition(position, i, -1);
            yield return new(_layout.Address + i * _chunkBytes, _chunkBytes, 0, position);
        }
    }

    private IEnumerable<Chunk> FromArray(ArrayElements array, int unlimited)
    {
        var position = new long[_gridMaximum.Length];
        int plain = _file.SizeOfOffsets;
        int sizeLength = array.ElementSize - plain - 4;
        if (array.IsFiltered != _filtered || array.IsFiltered && sizeLength is < 1 or > 8 || !array.IsFiltered && array.ElementSize != plain)
            throw _file.Error(_layout.Address, "element size of the chunk index", _filtered ? "that of filtered chunks" : "that of an address", array.ElementSize.ToString(CultureInfo.InvariantCulture));
        foreach (var (index, bytes, at) in array.Elements)
        {
            var reader = _file.Open(bytes.Span, at);
            long address = _file.ReadAddress(ref reader, "chunk address");
            if (address < 0)
                continue;
            long size = _filtered ? ReadSize(ref reader, sizeLength) : _chunkBytes;
            uint mask = _filtered ? reader.ReadUInt32("filter mask") : 0;
            SetPosition(position, index, unlimited);
            yield return new(address, size, mask, position);
        }
    }

    private IEnumerable<Chunk> FromBTreeVersion2()
    {
        var position = new long[_gridMaximum.Length];
        foreach (var record in BTreeVersion2.Read(_file, _layout.Address, _filtered ? 11 : 10, _budget))
        {
            var reader = record.Reader(_file);
            long address = _file.ReadAddress(ref reader, "chunk address");
            int sizeLength = record.Bytes.Length - _file.SizeOfOffsets - 4 - 8 * position.Length;
            if (_filtered && sizeLength is < 1 or > 8)
                throw _file.Error(record.Address, "chunk record", "a chunk size of 1 to 8 bytes", sizeLength.ToString(CultureInfo.InvariantCulture));
            long size = _filtered ? ReadSize(ref reader, sizeLength) : _chunkBytes;
            uint mask = _filtered ? reader.ReadUInt32("filter mask") : 0;
            for (int i = 0; i < position.Length; i++)
                position[i] = reader.ReadInt64("scaled chunk offset");
            if (address >= 0)
                yield return new(address, size, mask, position);
        }
    }

    private static long ReadSize(ref FieldReader reader, int length) => (long)Math.Min(reader.ReadUInt(length, "size of filtered chunk"), long.MaxValue);

    /// <summary>The place in the grid of the chunk with a number. The unlimited dimension counts as the slowest.</summary>
    private void SetPosition(long[] position, long index, int unlimited)
    {
        for (int i = position.Length - 1; i >= 0; i--)
        {
            if (i == unlimited)
                continue;
            long size = Math.Max(1, _gridMaximum[i]);
            if (i == 0 && unlimited < 0)
                position[i] = index;
            else
                (index, position[i]) = Math.DivRem(index, size);
        }
        if (unlimited >= 0)
            position[unlimited] = index;
    }
}
