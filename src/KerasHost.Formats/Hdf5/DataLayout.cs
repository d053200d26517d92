using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A data layout message (format specification IV.A.2.i), versions 1 to 5: where a dataset's values are.</summary>
internal sealed class DataLayout
{
    private DataLayout(int version, LayoutClass layoutClass) => (Version, Class) = (version, layoutClass);

    internal int Version { get; }

    internal LayoutClass Class { get; }

    /// <summary>Compact: the values themselves.</summary>
    internal ReadOnlyMemory<byte> CompactData { get; private set; }

    /// <summary>Where the message stands.</summary>
    internal long Offset { get; private init; }

    /// <summary>Contiguous: the values; chunked: the index of the chunks. -1 when nothing was written yet.</summary>
    internal long Address { get; private set; } = -1;

    /// <summary>Contiguous: bytes of the values; -1 where the message does not say.</summary>
    internal long Size { get; private set; } = -1;

    /// <summary>Chunked: the sizes of a chunk, in elements.</summary>
    internal long[] ChunkDimensions { get; private set; } = [];

    /// <summary>Chunked: how the chunks are found.</summary>
    internal ChunkIndexType IndexType { get; private set; }

    /// <summary>Chunked: chunks that reach over the edge are stored without filters.</summary>
    internal bool PartialChunksUnfiltered { get; private set; }

    /// <summary>Single filtered chunk: stored bytes and mask of filters left out.</summary>
    internal (long Size, uint FilterMask)? SingleChunk { get; private set; }

    internal static DataLayout Read(MetadataReader file, HeaderMessage message, int rank)
    {
        var reader = message.Open(file);
        int version = reader.ReadByte("data layout version");
        return version switch
        {
            1 or 2 => ReadOld(file, message, ref reader, version, rank),
            3 or 4 or 5 => ReadNew(file, message, ref reader, version, rank),
            _ => throw file.Error(message.Offset, "data layout version", "1 to 5", version.ToString(CultureInfo.InvariantCulture)),
        };
    }

    private static DataLayout ReadOld(MetadataReader file, HeaderMessage message, ref FieldReader reader, int version, int rank)
    {
        int dimensionality = reader.ReadByte("layout dimensionality");
        var layout = new DataLayout(version, ReadClass(ref reader)) { Offset = message.Offset };
        reader.Skip(5, "data layout");
        if (layout.Class != LayoutClass.Compact)
            layout.Address = file.ReadAddress(ref reader, "data address");
        if (layout.Class == LayoutClass.Chunked)
        {
            layout.ReadChunkDimensions(ref reader, dimensionality, rank, 4);
            return layout;
        }
        reader.Skip(4 * dimensionality, "layout dimensions");
        if (layout.Class == LayoutClass.Compact)
            layout.ReadCompact(ref reader, message, reader.ReadUInt32("compact data size"));
        return layout;
    }

    private static DataLayout ReadNew(MetadataReader file, HeaderMessage message, ref FieldReader reader, int version, int rank)
    {
        var layout = new DataLayout(version, ReadClass(ref reader)) { Offset = message.Offset };
        switch (layout.Class)
        {
            case LayoutClass.Compact:
                layout.ReadCompact(ref reader, message, reader.ReadUInt16("compact data size"));
                break;
            case LayoutClass.Contiguous:
                layout.Address = file.ReadAddress(ref reader, "data address");
                layout.Size = file.ReadLength(ref reader, "data size");
                break;
            case LayoutClass.Chunked when version == 3:
                int dimensionality = reader.ReadByte("chunk dimensionality");
                layout.Address = file.ReadAddress(ref reader, "chunk index address");
                layout.ReadChunkDimensions(ref reader, dimensionality, rank, 4);
                break;
            case LayoutClass.Chunked:
                layout.ReadChunked(file, ref reader, rank);
                break;
            default:
                throw file.Unsupported(message.Offset, "data layout", "a virtual dataset, whose values are in other files");
        }
        return layout;
    }

    private void ReadChunked(MetadataReader file, ref FieldReader reader, int rank)
    {
        byte flags = reader.ReadByte("chunked layout flags");
        PartialChunksUnfiltered = (flags & 1) != 0;
        int dimensionality = reader.ReadByte("chunk dimensionality");
        int encodedLength = reader.ReadByte("dimension size encoded length");
        if (encodedLength is 0 or > 8)
            throw reader.Error("dimension size encoded length", "1 to 8", encodedLength.ToString(CultureInfo.InvariantCulture));
        ReadChunkDimensions(ref reader, dimensionality, rank, encodedLength);
        int type = reader.ReadByte("chunk indexing type");
        IndexType = (ChunkIndexType)type;
        switch (IndexType)
        {
            case ChunkIndexType.SingleChunk:
                if ((flags & 2) != 0)
                    SingleChunk = (file.ReadLength(ref reader, "size of filtered chunk"), reader.ReadUInt32("filter mask"));
                break;
            case ChunkIndexType.Implicit:
                break;
            // What follows stands in the header of the index as well.
            case ChunkIndexType.FixedArray:
                reader.Skip(1, "page bits");
                break;
            case ChunkIndexType.ExtensibleArray:
                reader.Skip(5, "extensible array parameters");
                break;
            case ChunkIndexType.BTreeVersion2:
                reader.Skip(6, "B-tree parameters");
                break;
            default:
                throw reader.Error("chunk indexing type", "1 to 5", type.ToString(CultureInfo.InvariantCulture));
        }
        Address = file.ReadAddress(ref reader, "chunk index address");
    }

    private void ReadChunkDimensions(ref FieldReader reader, int dimensionality, int rank, int size)
    {
        // One more than the dataset has: the last is the size of an element.
        if (dimensionality != rank + 1)
            throw reader.Error("chunk dimensionality", FormattableString.Invariant($"{rank + 1}"), FormattableString.Invariant($"{dimensionality}"));
        ChunkDimensions = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            ulong dimension = reader.ReadUInt(size, "chunk dimension");
            if (dimension is 0 or > int.MaxValue)
                throw reader.Error("chunk dimension", "1 to 2^31 - 1", FormattableString.Invariant($"{dimension}"));
            ChunkDimensions[i] = (long)dimension;
        }
        reader.Skip(size, "element size");
    }

    private void ReadCompact(ref FieldReader reader, HeaderMessage message, long size)
    {
        int at = reader.Position;
        reader.Skip(size, "compact data");
        CompactData = message.Data.Slice(at, (int)size);
    }

    private static LayoutClass ReadClass(ref FieldReader reader)
    {
        int value = reader.ReadByte("data layout class");
        return value <= (int)LayoutClass.Virtual ? (LayoutClass)value
            : throw reader.Error("data layout class", "0 to 3", value.ToString(CultureInfo.InvariantCulture));
    }
}
