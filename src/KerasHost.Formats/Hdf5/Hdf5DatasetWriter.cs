using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A dataset that is being written; its values are in the file already, attributes may follow.</summary>
public sealed class Hdf5DatasetWriter : Hdf5ObjectWriter
{
    private const long ChunkLimit = 1 << 20;
    // Children of a node of the B-tree of chunks: the library's default, as superblock 0 cannot say another.
    private const int ChunkNodeCapacity = 64;

    private readonly byte[] _datatype;
    private readonly int _elementSize;
    private readonly Shape _shape;
    private readonly int? _compression;
    private byte[] _layout = [];

    internal Hdf5DatasetWriter(Hdf5Writer writer, string path, byte[] datatype, int elementSize, Shape shape, int? compression) : base(writer, path)
    {
        if (compression is < 0 or > 9)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"GZIP compression level must be 0 to 9, not {compression}."));
        if (compression is not null && (shape.Rank == 0 || shape.Size == 0))
            throw new KerasValueException($"Scalar and empty datasets don't support chunk/filter options: '{path}' of shape {shape}.");
        (_datatype, _elementSize, _shape, _compression) = (datatype, elementSize, shape, compression);
    }

    internal void Write<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        if (_compression is { } level)
        {
            WriteChunks(values, level);
            return;
        }
        long length = (long)values.Length * Unsafe.SizeOf<T>();
        long address = values.IsEmpty ? -1 : Writer.File.Reserve(length);
        // A span of bytes cannot hold more than 2 GiB, so large ones go in parts.
        int part = (1 << 30) / Unsafe.SizeOf<T>();
        for (int done = 0; done < values.Length; done += part)
            Writer.File.Write(address + (long)done * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(values.Slice(done, Math.Min(part, values.Length - done))));
        _layout = Contiguous(address, length);
    }

    internal void Write(TensorSource tensor)
    {
        if (_compression is not { } level)
        {
            _layout = Contiguous(tensor.Info.ByteLength == 0 ? -1 : Writer.File.Append(tensor), tensor.Info.ByteLength);
            return;
        }
        using var values = new MemoryStream();
        tensor.WriteTo(values);
        WriteChunks<byte>(values.GetBuffer().AsSpan(0, (int)values.Length), level);
    }

    internal WrittenObject Finish()
    {
        // Space comes late (2) for values in one piece and bit by bit (3) for chunks; the fill value is the default.
        var header = new ObjectHeaderBuilder()
            .Add(HeaderMessageType.Dataspace, DataspaceEncoder.Encode(_shape))
            .Add(HeaderMessageType.Datatype, _datatype, constant: true)
            .Add(HeaderMessageType.FillValue, [2, (byte)(_compression is null ? 2 : 3), 2, 1, 0, 0, 0, 0], constant: true);
        if (_compression is { } level)
            header.Add(HeaderMessageType.FilterPipeline, new StructureBuilder().Byte(1).Byte(1).Zeros(6)
                .UInt16(Filter.Deflate).UInt16(8).UInt16(1).UInt16(1).PaddedName("deflate").UInt32(level).UInt32(0).Bytes, constant: true);
        header.Add(HeaderMessageType.DataLayout, _layout);
        AddAttributes(header);
        return new(header.Write(Writer.File), []);
    }

    private static byte[] Contiguous(long address, long length) =>
        new StructureBuilder().Byte(3).Byte((int)LayoutClass.Contiguous).Int64(address).Int64(length).Bytes.ToArray();

    private void WriteChunks<T>(ReadOnlySpan<T> values, int level) where T : unmanaged
    {
        long[] shape = new long[_shape.Rank], chunk = new long[_shape.Rank];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = chunk[i] = _shape[i];
        long bytes = _shape.Size * _elementSize;
        // Halve from the slowest dimension on until a chunk is small enough.
        for (int i = 0; bytes > ChunkLimit;)
        {
            if (chunk[i] == 1)
            {
                i++;
                continue;
            }
            bytes /= chunk[i];
            chunk[i] = (chunk[i] + 1) / 2;
            bytes *= chunk[i];
        }
        int perElement = _elementSize / Unsafe.SizeOf<T>();
        byte[] plain = new byte[bytes];
        var addresses = new List<long>();
        var keys = new List<byte[]>();
        var grid = new ChunkGrid(shape, chunk);
        long[] last = [];
        foreach (long[] position in grid.Missing())
        {
            Array.Clear(plain);
            foreach (var (to, from, count) in grid.Runs(position))
                MemoryMarshal.AsBytes(values.Slice(from * perElement, count * perElement)).CopyTo(plain.AsSpan(to * _elementSize));
            using var compressed = new MemoryStream();
            using (var deflate = new ZLibStream(compressed, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
                deflate.Write(plain);
            addresses.Add(Writer.File.Append(compressed.GetBuffer().AsSpan(0, (int)compressed.Length)));
            keys.Add(Key(compressed.Length, position, chunk, 0));
            last = [.. position];
        }
        // The key behind the last chunk: one further in every dimension.
        for (int i = 0; i < last.Length; i++)
            last[i]++;
        keys.Add(Key(0, last, chunk, _elementSize));
        long tree = BTreeVersion1Writer.Write(Writer.File, 1, ChunkNodeCapacity, addresses, keys);
        var layout = new StructureBuilder().Byte(3).Byte((int)LayoutClass.Chunked).Byte(shape.Length + 1).Int64(tree);
        foreach (long size in chunk)
            layout.UInt32(size);
        _layout = layout.UInt32(_elementSize).Bytes.ToArray();
    }

    private static byte[] Key(long size, long[] position, long[] chunk, long elementOffset)
    {
        var key = new StructureBuilder().UInt32(size).UInt32(0);
        for (int i = 0; i < position.Length; i++)
            key.Int64(position[i] * chunk[i]);
        return key.Int64(elementOffset).Bytes.ToArray();
    }
}
