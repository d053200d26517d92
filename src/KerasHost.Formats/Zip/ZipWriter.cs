using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace KerasHost.Formats.Zip;

/// <summary>Writes a zip archive to a seekable stream: entries stored or deflated, zip64 where sizes need it, and always the same bytes for the same contents.</summary>
public sealed class ZipWriter : IDisposable
{
    // 1980-01-01 00:00, the earliest time that zip knows: files do not depend on when they are written.
    private const uint Time = 0x00210000;
    private const ushort Utf8Names = 1 << 11;
    private const ushort AlignmentField = 0x4246;

    private readonly Stream _stream;
    private readonly long _start;
    private readonly long _zip64From;
    private readonly List<Written> _written = [];

    /// <summary>Begins an archive at the position of <paramref name="stream"/>, which stays open.</summary>
    public ZipWriter(Stream stream) : this(stream, uint.MaxValue) { }

    /// <summary>Uses zip64's fields for sizes and positions from <paramref name="zip64From"/> bytes on.</summary>
    internal ZipWriter(Stream stream, long zip64From)
    {
        _stream = stream;
        _start = stream.Position;
        _zip64From = zip64From;
    }

    /// <summary>Adds a file.</summary>
    /// <param name="name">The name; <c>/</c> separates folders.</param>
    /// <param name="length">The number of bytes that <paramref name="write"/> will write.</param>
    /// <param name="write">Writes the contents.</param>
    /// <param name="deflate">Compress the contents.</param>
    /// <param name="alignment">Place the contents at a multiple of this many bytes.</param>
    /// <exception cref="InvalidOperationException">Another number of bytes was written.</exception>
    public void Add(string name, long length, Action<Stream> write, bool deflate = false, int alignment = 1)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        long headerOffset = _stream.Position - _start;
        // Deflate adds at most a few bytes to each 16 KiB that it cannot compress.
        bool isLarge = length + (length >> 10) + 1024 >= _zip64From;
        int fixedLength = 30 + nameBytes.Length + (isLarge ? 20 : 0);
        int padding = (int)((alignment - (headerOffset + fixedLength) % alignment) % alignment);
        while (padding is > 0 and < 4)
            padding += alignment;
        _stream.Write(new byte[fixedLength + padding]);

        long dataStart = _stream.Position;
        var counter = new CountingStream(deflate ? new DeflateStream(_stream, CompressionLevel.Optimal, leaveOpen: true) : _stream, ownsTarget: deflate);
        using (counter)
            write(counter);
        if (counter.Count != length)
            throw new InvalidOperationException($"{counter.Count} bytes were written for '{name}', which was to have {length}.");
        long dataEnd = _stream.Position;

        var entry = new Written(nameBytes, headerOffset, dataEnd - dataStart, length, counter.Crc, deflate, isLarge);
        _written.Add(entry);
        var header = new MemoryStream();
        WriteUInt32(header, 0x04034b50);
        WriteCommon(header, entry);
        WriteUInt16(header, (isLarge ? 20 : 0) + padding);
        header.Write(nameBytes);
        if (isLarge)
        {
            WriteUInt16(header, 1);
            WriteUInt16(header, 16);
            WriteUInt64(header, entry.Length);
            WriteUInt64(header, entry.CompressedLength);
        }
        if (padding > 0)
        {
            WriteUInt16(header, AlignmentField);
            WriteUInt16(header, padding - 4);
        }
        _stream.Position = headerOffset + _start;
        header.WriteTo(_stream);
        _stream.Position = dataEnd;
    }

    /// <summary>Adds a file of these bytes.</summary>
    public void Add(string name, ReadOnlyMemory<byte> bytes, bool deflate = false, int alignment = 1) =>
        Add(name, bytes.Length, target => target.Write(bytes.Span), deflate, alignment);

    /// <summary>Writes the directory; the stream stays open.</summary>
    public void Dispose()
    {
        long offset = _stream.Position - _start;
        foreach (var entry in _written)
            WriteDirectoryEntry(entry);
        long end = _stream.Position - _start;
        long length = end - offset;
        int count = _written.Count;
        bool needs64 = count >= ushort.MaxValue || end >= _zip64From;
        if (needs64)
        {
            WriteUInt32(_stream, 0x06064b50);
            WriteUInt64(_stream, 44);
            WriteUInt16(_stream, 45);
            WriteUInt16(_stream, 45);
            WriteUInt64(_stream, 0);
            WriteUInt64(_stream, count);
            WriteUInt64(_stream, count);
            WriteUInt64(_stream, length);
            WriteUInt64(_stream, offset);
            WriteUInt32(_stream, 0x07064b50);
            WriteUInt32(_stream, 0);
            WriteUInt64(_stream, end);
            WriteUInt32(_stream, 1);
        }
        WriteUInt32(_stream, 0x06054b50);
        WriteUInt32(_stream, 0);
        WriteUInt16(_stream, needs64 ? ushort.MaxValue : count);
        WriteUInt16(_stream, needs64 ? ushort.MaxValue : count);
        WriteUInt32(_stream, needs64 ? uint.MaxValue : length);
        WriteUInt32(_stream, needs64 ? uint.MaxValue : offset);
        WriteUInt16(_stream, 0);
    }

    private void WriteDirectoryEntry(Written entry)
    {
        var extra = new MemoryStream();
        if (entry.IsLarge)
        {
            WriteUInt64(extra, entry.Length);
            WriteUInt64(extra, entry.CompressedLength);
        }
        bool isFar = entry.HeaderOffset >= _zip64From;
        if (isFar)
            WriteUInt64(extra, entry.HeaderOffset);
        WriteUInt32(_stream, 0x02014b50);
        WriteUInt16(_stream, 45);
        WriteCommon(_stream, entry);
        WriteUInt16(_stream, extra.Length > 0 ? (int)extra.Length + 4 : 0);
        WriteUInt16(_stream, 0);
        // Disk, internal and external attributes.
        WriteUInt64(_stream, 0);
        WriteUInt32(_stream, isFar ? uint.MaxValue : entry.HeaderOffset);
        _stream.Write(entry.Name);
        if (extra.Length > 0)
        {
            WriteUInt16(_stream, 1);
            WriteUInt16(_stream, (int)extra.Length);
            extra.WriteTo(_stream);
        }
    }

    // The fields from "version needed" to "file name length", which both kinds of header share.
    private static void WriteCommon(Stream target, Written entry)
    {
        WriteUInt16(target, entry.IsLarge ? 45 : 20);
        WriteUInt16(target, Utf8Names);
        WriteUInt16(target, entry.IsDeflated ? 8 : 0);
        WriteUInt32(target, Time);
        WriteUInt32(target, entry.Crc);
        WriteUInt32(target, entry.IsLarge ? uint.MaxValue : entry.CompressedLength);
        WriteUInt32(target, entry.IsLarge ? uint.MaxValue : entry.Length);
        WriteUInt16(target, entry.Name.Length);
    }

    private static void WriteUInt16(Stream target, int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        target.Write(bytes);
    }

    private static void WriteUInt32(Stream target, long value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        target.Write(bytes);
    }

    private static void WriteUInt64(Stream target, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        target.Write(bytes);
    }

    private sealed record Written(byte[] Name, long HeaderOffset, long CompressedLength, long Length, uint Crc, bool IsDeflated, bool IsLarge);

    /// <summary>Passes bytes on, counting and summing them.</summary>
    private sealed class CountingStream(Stream target, bool ownsTarget) : Stream
    {
        public long Count { get; private set; }

        public uint Crc { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position
        {
            get => Count;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Crc = Crc32.Append(Crc, buffer);
            Count += buffer.Length;
            target.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && ownsTarget)
                target.Dispose();
            base.Dispose(disposing);
        }
    }
}
