using KerasHost.Formats.Common;

namespace KerasHost.Formats.Protobuf;

/// <summary>The integers of Protocol Buffers, which LevelDB's tables use too.</summary>
internal static class ProtoFields
{
    private const int MaxVarintBits = 64;

    /// <summary>An integer of 7 bits a byte, lowest first.</summary>
    /// <exception cref="ModelFormatException">It is longer than ten bytes, or the structure ends before.</exception>
    public static ulong ReadVarint(this ref FieldReader reader, string field)
    {
        ulong value = 0;
        for (int shift = 0; shift < MaxVarintBits; shift += 7)
        {
            byte next = reader.ReadByte(field);
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw reader.Error(field, "an integer of at most ten bytes", "a longer one");
    }
}
