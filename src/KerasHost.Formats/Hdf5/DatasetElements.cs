using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasHost.Formats.Hdf5;

/// <summary>The elements of a dataset: compact, contiguous or chunked.</summary>
internal sealed class DatasetElements(MetadataReader file, ObjectHeader header, Datatype datatype, Dataspace dataspace) : ElementStore
{
    /// <summary>Bytes read at once when values are converted.</summary>
    private const int Piece = 1 << 18;

    private DataLayout? _layout;

    internal override void Read<T>(Span<T> destination, int valuesPerElement, ElementDecoder<T>? decoder)
    {
        if (dataspace.Count == 0)
            return;
        if (header.Find(HeaderMessageType.ExternalDataFiles) is { } external)
            throw file.Unsupported(external.Offset, "data layout", "values in external files");
        if (_layout is null)
        {
            var message = header.Find(HeaderMessageType.DataLayout) ?? throw file.Error(header.Address, "data layout", "a data layout message", "none");
            _layout = DataLayout.Read(file, header.Resolve(message), dataspace.Dimensions.Length);
        }
        switch (_layout.Class)
        {
            case LayoutClass.Compact:
                ReadCompact(_layout, destination, decoder);
                break;
            case LayoutClass.Contiguous when _layout.Address < 0:
                Fill(destination, valuesPerElement, decoder);
                break;
            case LayoutClass.Contiguous:
                ReadContiguous(_layout, destination, valuesPerElement, decoder);
                break;
            case LayoutClass.Chunked:
                ReadChunked(_layout, destination, valuesPerElement, decoder);
                break;
            default:
                throw file.Unsupported(_layout.Offset, "data layout", "a virtual dataset, whose values are in other files");
        }
    }

    private void ReadCompact<T>(DataLayout layout, Span<T> destination, ElementDecoder<T>? decoder) where T : unmanaged
    {
        if (layout.CompactData.Length / datatype.Size < dataspace.Count)
            throw file.Error(layout.Offset, "compact data size", string.Create(CultureInfo.InvariantCulture, $"{dataspace.Count} elements of {datatype.Size} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{layout.CompactData.Length} bytes"));
        Copy(layout.CompactData.Span[..((int)dataspace.Count * datatype.Size)], destination, decoder);
    }

    private void ReadContiguous<T>(DataLayout layout, Span<T> destination, int valuesPerElement, ElementDecoder<T>? decoder) where T : unmanaged
    {
        const string field = "contiguous data";
        long available = layout.Size >= 0 ? layout.Size : file.Source.Length;
        if (dataspace.Count > available / datatype.Size)
            throw file.Error(layout.Offset, "data size", string.Create(CultureInfo.InvariantCulture, $"{dataspace.Count} elements of {datatype.Size} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{available} bytes"));
        file.Source.Check(layout.Address, dataspace.Count * datatype.Size, field);
        if (decoder is null)
        {
            // Straight into place; a span of bytes cannot hold more than 2 GiB, so large ones go in parts.
            int part = (1 << 30) / Unsafe.SizeOf<T>();
            for (int done = 0; done < destination.Length; done += part)
                file.Source.Read(layout.Address + (long)done * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(destination.Slice(done, Math.Min(part, destination.Length - done))), field);
            return;
        }
        int elements = Math.Max(1, Piece / datatype.Size);
        byte[] piece = GC.AllocateUninitializedArray<byte>((int)Math.Min(elements, dataspace.Count) * datatype.Size);
        for (long done = 0; done < dataspace.Count; done += elements)
        {
            int count = (int)Math.Min(elements, dataspace.Count - done);
            var bytes = piece.AsSpan(0, count * datatype.Size);
            file.Source.Read(layout.Address + done * datatype.Size, bytes, field);
            decoder(bytes, destination.Slice((int)done * valuesPerElement, count * valuesPerElement));
        }
    }

    private void ReadChunked<T>(DataLayout layout, Span<T> destination, int valuesPerElement, ElementDecoder<T>? decoder) where T : unmanaged
    {
        int chunkBytes = CheckChunkBytes(layout, (long)destination.Length * Unsafe.SizeOf<T>());
        var pipeline = header.Find(HeaderMessageType.FilterPipeline) is { } message ? FilterPipeline.Read(file, header.Resolve(message)) : null;
        pipeline?.CheckSupported(file, header.Address);
        var grid = new ChunkGrid(dataspace.Dimensions, layout.ChunkDimensions);
        var index = new ChunkIndex(file, layout, dataspace, chunkBytes, pipeline is not null);
        var stored = new ReadBudget(file.Source);
        var scratch = new ChunkScratch(chunkBytes);
        foreach (var chunk in index.Chunks())
        {
            // A dataset that shrank may keep chunks beyond its edge.
            if (!grid.Contains(chunk.Position))
                continue;
            if (!grid.Visit(chunk.Position))
                throw file.Error(chunk.Address, "chunk index", "each chunk once", "a chunk twice");
            file.CheckDefined(chunk.Address, layout.Address, "chunk address");
            file.Source.Check(chunk.Address, chunk.StoredSize, "chunk");
            stored.Take(chunk.Address, chunk.StoredSize, "chunk");
            bool filtered = pipeline is not null && !(layout.PartialChunksUnfiltered && grid.IsPartial(chunk.Position));
            if (!filtered && chunk.StoredSize != chunkBytes)
                throw file.Error(chunk.Address, "chunk size", string.Create(CultureInfo.InvariantCulture, $"{chunkBytes}"), string.Create(CultureInfo.InvariantCulture, $"{chunk.StoredSize}"));
            if (chunk.StoredSize > int.MaxValue / 2)
                throw file.Error(chunk.Address, "chunk size", "less than 1 GiB", string.Create(CultureInfo.InvariantCulture, $"{chunk.StoredSize}"));
            var bytes = scratch.Next((int)chunk.StoredSize).AsMemory(0, (int)chunk.StoredSize);
            file.Source.Read(chunk.Address, bytes.Span, "chunk");
            if (filtered)
                bytes = pipeline!.Undo(file, chunk, bytes, chunkBytes, datatype.Size, scratch);
            foreach (var (from, to, count) in grid.Runs(chunk.Position))
                Copy(bytes.Span.Slice(from * datatype.Size, count * datatype.Size), destination.Slice(to * valuesPerElement, count * valuesPerElement), decoder);
        }
        if (grid.AllVisited)
            return;
        var fill = new T[valuesPerElement];
        Fill(fill.AsSpan(), valuesPerElement, decoder);
        foreach (long[] position in grid.Missing())
            foreach (var (_, to, count) in grid.Runs(position))
                Repeat(fill, destination.Slice(to * valuesPerElement, count * valuesPerElement));
    }

    private int CheckChunkBytes(DataLayout layout, long destinationBytes)
    {
        long bytes = datatype.Size;
        foreach (long dimension in layout.ChunkDimensions)
        {
            bytes *= dimension;
            if (bytes > int.MaxValue / 2)
                throw file.Error(layout.Offset, "chunk dimensions", "chunks of less than 1 GiB", string.Join(" x ", layout.ChunkDimensions));
        }
        file.CheckAllocation(bytes, layout.Offset, "chunk dimensions", 4 * destinationBytes);
        return (int)bytes;
    }

    private void Fill<T>(Span<T> destination, int valuesPerElement, ElementDecoder<T>? decoder) where T : unmanaged
    {
        byte[] value = FillValue.Read(file, header, datatype.Size);
        if (value.Length == 0)
        {
            destination.Clear();
            return;
        }
        var element = new T[valuesPerElement];
        Copy(value, element.AsSpan(), decoder);
        Repeat(element, destination);
    }

    private static void Repeat<T>(T[] element, Span<T> destination)
    {
        if (element.Length == 1)
        {
            destination.Fill(element[0]);
            return;
        }
        for (int i = 0; i < destination.Length; i += element.Length)
            element.CopyTo(destination[i..]);
    }

    private static void Copy<T>(ReadOnlySpan<byte> stored, Span<T> destination, ElementDecoder<T>? decoder) where T : unmanaged
    {
        if (decoder is null)
            stored.CopyTo(MemoryMarshal.AsBytes(destination));
        else
            decoder(stored, destination);
    }
}
