using System.Buffers.Binary;
using System.Text;

namespace KerasHost.Formats.Protobuf;

/// <summary>Writes one Protocol Buffers message field by field. As in proto3, a number 0 and an empty text are left out.</summary>
public sealed class ProtoWriter
{
    private readonly MemoryStream _stream = new();

    /// <summary>The message.</summary>
    public byte[] ToArray() => _stream.ToArray();

    /// <summary>An integer or truth value.</summary>
    public void Add(int field, long value)
    {
        if (value == 0)
            return;
        Tag(field, WireType.Varint);
        WriteVarint(_stream, (ulong)value);
    }

    /// <summary>Four bytes.</summary>
    public void AddFixed32(int field, uint value)
    {
        if (value == 0)
            return;
        Tag(field, WireType.Fixed32);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _stream.Write(bytes);
    }

    /// <summary>Eight bytes, a double.</summary>
    public void AddDouble(int field, double value)
    {
        Tag(field, WireType.Fixed64);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _stream.Write(bytes);
    }

    /// <summary>Text.</summary>
    public void Add(int field, string value)
    {
        if (value.Length > 0)
            AddBytes(field, Encoding.UTF8.GetBytes(value));
    }

    /// <summary>A message within this one; written even if it is empty.</summary>
    public void Add(int field, ProtoWriter message) => AddBytes(field, message._stream.GetBuffer().AsSpan(0, (int)message._stream.Length));

    /// <summary>Bytes.</summary>
    public void AddBytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Bytes);
        WriteVarint(_stream, (ulong)value.Length);
        _stream.Write(value);
    }

    /// <summary>Writes an integer of 7 bits a byte.</summary>
    internal static void WriteVarint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }

    private void Tag(int field, WireType type) => WriteVarint(_stream, (ulong)field << 3 | (ulong)type);
}
