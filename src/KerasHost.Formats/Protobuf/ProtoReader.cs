using System.Globalization;
using System.Text;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Protobuf;

/// <summary>
/// Reads one Protocol Buffers message field by field. Every read names its field and stays within the message; fields nobody asks for are
/// passed over with <see cref="Skip"/>, as the format wants.
/// </summary>
public ref struct ProtoReader
{
    private FieldReader _bytes;

    /// <summary>A reader of the message that fills <paramref name="bytes"/>.</summary>
    public ProtoReader(FieldReader bytes) => _bytes = bytes;

    /// <summary>The number of the present field.</summary>
    public int Number { get; private set; }

    /// <summary>How the present field is stored.</summary>
    public WireType Type { get; private set; }

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    /// <param name="message">The message's name, for errors.</param>
    /// <exception cref="ModelFormatException">What follows is no field.</exception>
    public bool Next(string message)
    {
        if (_bytes.Remaining == 0)
            return false;
        FieldReader before = _bytes;
        ulong tag = ReadVarintAt(message);
        ulong number = tag >> 3;
        if (number is 0 or > 536_870_911 || (tag & 7) is not (0 or 1 or 2 or 5))
            throw before.Error(message, "the tag of a field", tag.ToString(CultureInfo.InvariantCulture));
        (Number, Type) = ((int)number, (WireType)(tag & 7));
        return true;
    }

    /// <summary>Passes over the present field.</summary>
    public void Skip()
    {
        switch (Type)
        {
            case WireType.Varint: ReadVarintAt("a field of another version"); break;
            case WireType.Fixed64: _bytes.Skip(8, "a field of another version"); break;
            case WireType.Fixed32: _bytes.Skip(4, "a field of another version"); break;
            default: ReadBytes("a field of another version"); break;
        }
    }

    /// <summary>An integer of up to 64 bits.</summary>
    public long ReadInt64(string field)
    {
        Expect(WireType.Varint, field);
        return (long)ReadVarintAt(field);
    }

    /// <summary>An integer that fits 32 bits.</summary>
    /// <exception cref="ModelFormatException">It does not.</exception>
    public int ReadInt32(string field)
    {
        FieldReader before = _bytes;
        long value = ReadInt64(field);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw before.Error(field, "a number of 32 bits", value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A truth value.</summary>
    public bool ReadBool(string field) => ReadInt64(field) != 0;

    /// <summary>Four bytes.</summary>
    public uint ReadFixed32(string field)
    {
        Expect(WireType.Fixed32, field);
        return _bytes.ReadUInt32(field);
    }

    /// <summary>Eight bytes.</summary>
    public ulong ReadFixed64(string field)
    {
        Expect(WireType.Fixed64, field);
        return _bytes.ReadUInt64(field);
    }

    /// <summary>Bytes, in place.</summary>
    public ReadOnlySpan<byte> ReadBytes(string field)
    {
        Expect(WireType.Bytes, field);
        return _bytes.ReadBytes(ReadLength(field), field);
    }

    /// <summary>The field's bytes as a structure of its own: a message, or packed numbers.</summary>
    public FieldReader ReadBlock(string field)
    {
        Expect(WireType.Bytes, field);
        return _bytes.ReadBlock(ReadLength(field), field);
    }

    /// <summary>Text in UTF-8.</summary>
    public string ReadString(string field) => Encoding.UTF8.GetString(ReadBytes(field));

    /// <summary>A message within this one.</summary>
    public ProtoReader ReadMessage(string field) => new(ReadBlock(field));

    /// <summary>The error for the present field.</summary>
    public readonly ModelFormatException Error(string field, string expected, string found) => _bytes.Error(field, expected, found);

    private long ReadLength(string field)
    {
        ulong length = ReadVarintAt(field);
        return length <= (ulong)_bytes.Remaining ? (long)length
            : throw _bytes.Error(field, string.Create(CultureInfo.InvariantCulture, $"at most {_bytes.Remaining} bytes, up to the end"), length.ToString(CultureInfo.InvariantCulture));
    }

    private readonly void Expect(WireType type, string field)
    {
        if (Type != type)
            throw _bytes.Error(field, $"a field of type {type}", $"type {Type}");
    }

    private ulong ReadVarintAt(string field) => _bytes.ReadVarint(field);
}
