using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace KerasHost.Formats.Common;

/// <summary>Reads the fields of one structure in order; little-endian, as all the formats here. Every read names its field and stays within the structure.</summary>
public ref struct FieldReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _path;
    private readonly long _start;
    private int _position;

    /// <summary>A reader of <paramref name="bytes"/>, which begin at <paramref name="start"/> in the file <paramref name="path"/>.</summary>
    public FieldReader(ReadOnlySpan<byte> bytes, string path, long start)
    {
        _bytes = bytes;
        _path = path;
        _start = start;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Position of the next byte in the file.</summary>
    public readonly long Offset => _start + _position;

    /// <summary>Bytes that are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>The next bytes, in place.</summary>
    /// <exception cref="ModelFormatException">The structure ends before.</exception>
    public ReadOnlySpan<byte> ReadBytes(long count, string field)
    {
        if ((ulong)count > (ulong)Remaining)
            throw Error(field, string.Create(CultureInfo.InvariantCulture, $"{(ulong)count} bytes"), string.Create(CultureInfo.InvariantCulture, $"{Remaining} up to the end"));
        var bytes = _bytes.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    /// <summary>Passes over bytes that mean nothing here.</summary>
    /// <exception cref="ModelFormatException">The structure ends before.</exception>
    public void Skip(long count, string field) => ReadBytes(count, field);

    /// <summary>Passes over the padding up to the next multiple of <paramref name="alignment"/>, counted from the start of the structure.</summary>
    /// <exception cref="ModelFormatException">The structure ends before.</exception>
    public void Align(int alignment, string field) => ReadBytes((alignment - _position % alignment) % alignment, field);

    /// <summary>Reads a signature and insists on it.</summary>
    /// <exception cref="ModelFormatException">Other bytes are there.</exception>
    public void Expect(ReadOnlySpan<byte> signature, string field)
    {
        var found = ReadBytes(signature.Length, field);
        if (found.SequenceEqual(signature))
            return;
        _position -= signature.Length;
        throw Error(field, Show(signature), Show(found));
    }

    /// <summary>An unsigned byte.</summary>
    public byte ReadByte(string field) => ReadBytes(1, field)[0];

    /// <summary>An unsigned 16-bit integer.</summary>
    public ushort ReadUInt16(string field) => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2, field));

    /// <summary>An unsigned 32-bit integer.</summary>
    public uint ReadUInt32(string field) => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4, field));

    /// <summary>An unsigned 64-bit integer.</summary>
    public ulong ReadUInt64(string field) => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8, field));

    /// <summary>A signed 32-bit integer.</summary>
    public int ReadInt32(string field) => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4, field));

    /// <summary>A signed 64-bit integer.</summary>
    public long ReadInt64(string field) => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(8, field));

    /// <summary>A 64-bit float.</summary>
    public double ReadDouble(string field) => BinaryPrimitives.ReadDoubleLittleEndian(ReadBytes(8, field));

    /// <summary>An unsigned integer of <paramref name="size"/> bytes, 1 to 8.</summary>
    public ulong ReadUInt(int size, string field)
    {
        ulong value = 0;
        var bytes = ReadBytes(size, field);
        for (int i = size - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }

    /// <summary>Text of <paramref name="count"/> bytes in UTF-8, up to the first zero byte if there is one.</summary>
    public string ReadText(long count, string field)
    {
        var bytes = ReadBytes(count, field);
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Text in UTF-8 that a zero byte ends; the zero is passed over.</summary>
    public string ReadZeroTerminated(string field)
    {
        int length = _bytes[_position..].IndexOf((byte)0);
        if (length < 0)
            throw Error(field, "a zero byte at the end of the text", "none");
        string text = Encoding.UTF8.GetString(_bytes.Slice(_position, length));
        _position += length + 1;
        return text;
    }

    /// <summary>A reader of the next <paramref name="count"/> bytes alone, which this one passes over.</summary>
    /// <exception cref="ModelFormatException">The structure ends before.</exception>
    public FieldReader ReadBlock(long count, string field)
    {
        long start = Offset;
        return new(ReadBytes(count, field), _path, start);
    }

    /// <summary>The error for the field at the present position.</summary>
    public readonly ModelFormatException Error(string field, string expected, string found) => new(_path, Offset, field, expected, found);

    private static string Show(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            if (b is < 32 or > 126)
                return "bytes " + Convert.ToHexString(bytes);
        return "'" + Encoding.ASCII.GetString(bytes) + "'";
    }
}
