using System.Buffers.Binary;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>Writes a table that TensorFlow reads; see <see cref="TableReader"/>.</summary>
internal static class TableWriter
{
    private const int BlockLength = 1 << 18;
    private const int RestartInterval = 16;
    private const int FooterLength = 48;
    private const ulong Magic = 0xDB4775248B80FB57;

    /// <summary>Writes entries in the order of their keys.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="entries">Keys, as bytes, and values; no two with one key.</param>
    public static void Write(Stream stream, IEnumerable<(byte[] Key, byte[] Value)> entries)
    {
        long start = stream.Position;
        var index = new BlockBuilder(1);
        var block = new BlockBuilder(RestartInterval);
        foreach ((byte[] key, byte[] value) in entries.OrderBy(entry => entry.Key, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            block.Add(key, value);
            if (block.Length < BlockLength)
                continue;
            index.Add(key, Finish(stream, start, block));
            block = new(RestartInterval);
        }
        if (block.Last is { } last)
            index.Add(last, Finish(stream, start, block));
        byte[] meta = Finish(stream, start, new(1)), places = Finish(stream, start, index);
        var footer = new byte[FooterLength];
        meta.CopyTo(footer, 0);
        places.CopyTo(footer, meta.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(footer.AsSpan(FooterLength - sizeof(ulong)), Magic);
        stream.Write(footer);
    }

    // Writes a block with its checksum and gives its handle.
    private static byte[] Finish(Stream stream, long start, BlockBuilder block)
    {
        byte[] contents = block.Finish();
        var handle = new MemoryStream();
        ProtoWriter.WriteVarint(handle, (ulong)(stream.Position - start));
        ProtoWriter.WriteVarint(handle, (ulong)contents.Length);
        stream.Write(contents);
        // The type of the block, 0 for not packed, counts in the checksum.
        stream.WriteByte(0);
        Span<byte> crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32C.Mask(Crc32C.Extend(Crc32C.Extend(0, contents), [0])));
        stream.Write(crc);
        return handle.ToArray();
    }

    private sealed class BlockBuilder(int restartInterval)
    {
        private readonly MemoryStream _stream = new();
        private readonly List<int> _restarts = [0];
        private int _count;

        public byte[]? Last { get; private set; }

        public long Length => _stream.Length;

        public void Add(byte[] key, byte[] value)
        {
            int shared = 0;
            if (_count == restartInterval)
            {
                _restarts.Add((int)_stream.Length);
                _count = 0;
            }
            else if (Last is not null)
                shared = Last.AsSpan().CommonPrefixLength(key);
            ProtoWriter.WriteVarint(_stream, (ulong)shared);
            ProtoWriter.WriteVarint(_stream, (ulong)(key.Length - shared));
            ProtoWriter.WriteVarint(_stream, (ulong)value.Length);
            _stream.Write(key.AsSpan(shared));
            _stream.Write(value);
            Last = key;
            _count++;
        }

        public byte[] Finish()
        {
            Span<byte> word = stackalloc byte[sizeof(int)];
            foreach (int number in (ReadOnlySpan<int>)[.. _restarts, _restarts.Count])
            {
                BinaryPrimitives.WriteInt32LittleEndian(word, number);
                _stream.Write(word);
            }
            return _stream.ToArray();
        }
    }
}
