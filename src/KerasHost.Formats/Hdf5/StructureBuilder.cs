using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace KerasHost.Formats.Hdf5;

/// <summary>Puts the fields of a structure one behind the other, little-endian.</summary>
internal sealed class StructureBuilder
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    internal int Length => _bytes.WrittenCount;

    internal StructureBuilder Byte(int value)
    {
        _bytes.GetSpan(1)[0] = (byte)value;
        _bytes.Advance(1);
        return this;
    }

    internal StructureBuilder UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.GetSpan(2), (ushort)value);
        _bytes.Advance(2);
        return this;
    }

    internal StructureBuilder UInt32(long value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), (uint)value);
        _bytes.Advance(4);
        return this;
    }

    /// <summary>A length, or an address; -1 is the undefined one.</summary>
    internal StructureBuilder Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
        return this;
    }

    internal StructureBuilder Append(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    internal StructureBuilder Zeros(int count)
    {
        _bytes.GetSpan(count)[..count].Clear();
        _bytes.Advance(count);
        return this;
    }

    /// <summary>Fills up to a multiple of eight bytes.</summary>
    internal StructureBuilder Align() => Zeros((8 - Length % 8) % 8);

    /// <summary>A name with a zero byte behind it, filled up to a multiple of eight bytes.</summary>
    internal StructureBuilder PaddedName(string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        return Append(utf8).Zeros(8 - utf8.Length % 8);
    }
}
