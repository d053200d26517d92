using System.Globalization;

namespace KerasHost.Formats.Zip;

/// <summary>The unpacked bytes of an entry: never more than the archive says, an error for fewer, and the sum checked with the last one.</summary>
internal sealed class ZipEntryStream(Stream unpacked, string path, long length, uint expectedCrc) : Stream
{
    private long _position;
    private uint _crc;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, length - _position);
        if (wanted == 0)
            return 0;
        int read;
        try
        {
            read = unpacked.Read(buffer[..wanted]);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFormatException(path, _position, "compressed data", "a deflate stream", "damage: " + e.Message, e);
        }
        if (read == 0)
            throw new ModelFormatException(path, _position, "uncompressed size", Count(length), Count(_position));
        _crc = Crc32.Append(_crc, buffer[..read]);
        _position += read;
        if (_position == length && _crc != expectedCrc)
            throw new ModelFormatException(path, null, "crc-32", Hex(expectedCrc), Hex(_crc) + ": the bytes are damaged");
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    private static string Count(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");

    private static string Hex(uint value) => "0x" + value.ToString("X8", CultureInfo.InvariantCulture);
}
