using System.Buffers.Binary;

namespace KerasHost.Formats.Zip;

/// <summary>The checksum of zip files: CRC-32 with the polynomial 0x04C11DB7, reflected, eight bytes a step.</summary>
internal static class Crc32
{
    private const int Slices = 8;

    private static readonly uint[] s_table = MakeTable();

    /// <summary>The checksum of all bytes so far, from that of the earlier ones (0 at the start) and the next ones.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] table = s_table;
        uint state = ~crc;
        while (bytes.Length >= Slices)
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ state;
            state = table[7 * 256 + (byte)eight]
                ^ table[6 * 256 + (byte)(eight >> 8)]
                ^ table[5 * 256 + (byte)(eight >> 16)]
                ^ table[4 * 256 + (byte)(eight >> 24)]
                ^ table[3 * 256 + (byte)(eight >> 32)]
                ^ table[2 * 256 + (byte)(eight >> 40)]
                ^ table[256 + (byte)(eight >> 48)]
                ^ table[(byte)(eight >> 56)];
            bytes = bytes[Slices..];
        }
        foreach (byte b in bytes)
            state = table[(byte)(state ^ b)] ^ state >> 8;
        return ~state;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[Slices * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? value >> 1 ^ 0xEDB88320 : value >> 1;
            table[i] = value;
        }
        for (int i = 256; i < table.Length; i++)
            table[i] = table[i - 256] >> 8 ^ table[(byte)table[i - 256]];
        return table;
    }
}
