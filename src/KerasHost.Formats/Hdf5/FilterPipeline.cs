using System.Globalization;

namespace KerasHost.Formats.Hdf5;

/// <summary>A filter pipeline message (format specification IV.A.2.l), versions 1 and 2, and its application to chunks.</summary>
internal sealed class FilterPipeline
{
    private const int MaxFilters = 32;
    private readonly List<Filter> _filters = [];

    private FilterPipeline() { }

    internal static FilterPipeline Read(MetadataReader file, HeaderMessage message)
    {
        var reader = message.Open(file);
        int version = reader.ReadByte("filter pipeline version");
        int count = reader.ReadByte("number of filters");
        if (version is not (1 or 2) || count > MaxFilters)
            throw file.Error(message.Offset, "filter pipeline", "version 1 or 2, at most 32 filters", string.Create(CultureInfo.InvariantCulture, $"version {version}, {count} filters"));
        if (version == 1)
            reader.Skip(6, "filter pipeline");
        var pipeline = new FilterPipeline();
        for (int i = 0; i < count; i++)
        {
            int id = reader.ReadUInt16("filter identification");
            int nameLength = version == 1 || id >= 256 ? reader.ReadUInt16("filter name length") : 0;
            reader.Skip(2, "filter flags");
            int values = reader.ReadUInt16("number of client data values");
            string name = reader.ReadText(version == 1 ? nameLength + 7 & ~7 : nameLength, "filter name");
            int first = values > 0 ? reader.ReadInt32("client data") : 0;
            reader.Skip(4L * Math.Max(0, values - 1) + (version == 1 && values % 2 == 1 ? 4 : 0), "client data");
            pipeline._filters.Add(new(id, name, first));
        }
        return pipeline;
    }

    /// <summary>Refuses filters that are not read here, before any chunk is touched.</summary>
    internal void CheckSupported(MetadataReader file, long offset)
    {
        foreach (var filter in _filters)
            if (filter.Id is not (Filter.Deflate or Filter.Shuffle or Filter.Fletcher32 or Filter.Lzf))
                throw file.Unsupported(offset, "filter pipeline", string.Create(CultureInfo.InvariantCulture,
                    $"filter {filter.Id} '{filter.KnownName}' (deflate, shuffle, fletcher32 and lzf are; rewrite the file: h5repack -f NONE)"));
    }

    /// <summary>Undoes the filters of a stored chunk.</summary>
    /// <param name="file">The file.</param>
    /// <param name="chunk">Where the chunk is and which filters were left out.</param>
    /// <param name="bytes">The stored bytes.</param>
    /// <param name="length">Bytes of the chunk before filters.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="scratch">Where the results go.</param>
    internal Memory<byte> Undo(MetadataReader file, Chunk chunk, Memory<byte> bytes, int length, int elementSize, ChunkScratch scratch)
    {
        for (int i = _filters.Count - 1; i >= 0; i--)
        {
            if ((chunk.FilterMask >> i & 1) != 0)
                continue;
            int? expected = SizeBefore(i, chunk.FilterMask, length);
            bytes = _filters[i].Undo(file, chunk.Address, bytes, expected, length, elementSize, scratch);
        }
        return bytes.Length == length ? bytes
            : throw file.Error(chunk.Address, "chunk after filters", string.Create(CultureInfo.InvariantCulture, $"{length} bytes"), string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"));
    }

    /// <summary>Bytes that went into filter <paramref name="index"/> when the chunk was written; null behind a compressor.</summary>
    private int? SizeBefore(int index, uint mask, int length)
    {
        for (int i = 0; i < index; i++)
        {
            if ((mask >> i & 1) != 0)
                continue;
            if (_filters[i].Id is Filter.Deflate or Filter.Lzf)
                return null;
            if (_filters[i].Id == Filter.Fletcher32)
                length += 4;
        }
        return length;
    }
}
