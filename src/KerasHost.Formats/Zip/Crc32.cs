using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasHost.Formats.Zip;

/// <summary>
/// The checksum of zip files: CRC-32 with the polynomial 0x04C11DB7, reflected. Long inputs are folded by carry-less
/// multiplication (V. Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", Intel 2009), the rest
/// goes through tables, eight bytes a step.
/// </summary>
internal static class Crc32
{
    private const int Slices = 8;

    private static readonly uint[] s_table = MakeTable();

    /// <summary>The checksum of all bytes so far, from that of the earlier ones (0 at the start) and the next ones.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        const int worthwhile = 256;
        if (!Pclmulqdq.IsSupported || bytes.Length < worthwhile)
            return AppendByTable(crc, bytes);
        Span<byte> folded = stackalloc byte[16];
        int used = Fold(~crc, bytes, folded);
        // The folded bytes stand for all that were used, with nothing before them: a register of zero.
        return AppendByTable(AppendByTable(uint.MaxValue, folded), bytes[used..]);
    }

    /// <summary>The same without carry-less multiplication.</summary>
    internal static uint AppendByTable(uint crc, ReadOnlySpan<byte> bytes)
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

    // Bytes that leave the register as all the bytes used would; gives how many those are.
    private static int Fold(uint state, ReadOnlySpan<byte> bytes, Span<byte> folded)
    {
        // Powers of x modulo the polynomial, reflected: over four lanes, and over one.
        var overFour = Vector128.Create(0x154442bd4, 0x1c6e41596);
        var overOne = Vector128.Create(0x1751997d0, 0x0ccaa009e);
        var lanes = MemoryMarshal.Cast<byte, Vector128<long>>(bytes);
        var a = lanes[0] ^ Vector128.CreateScalar((long)state);
        var b = lanes[1];
        var c = lanes[2];
        var d = lanes[3];
        int at = 4;
        for (; at <= lanes.Length - 4; at += 4)
        {
            a = Multiply(a, overFour) ^ lanes[at];
            b = Multiply(b, overFour) ^ lanes[at + 1];
            c = Multiply(c, overFour) ^ lanes[at + 2];
            d = Multiply(d, overFour) ^ lanes[at + 3];
        }
        a = Multiply(a, overOne) ^ b;
        a = Multiply(a, overOne) ^ c;
        a = Multiply(a, overOne) ^ d;
        a.AsByte().CopyTo(folded);
        return at * 16;
    }

    private static Vector128<long> Multiply(Vector128<long> value, Vector128<long> powers) =>
        Pclmulqdq.CarrylessMultiply(value, powers, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, powers, 0x11);

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
