using System.Numerics;
using System.Runtime.InteropServices;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>The checksum of LevelDB and TensorFlow: CRC-32 with Castagnoli's polynomial, stored turned and shifted ("masked").</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The checksum of bytes that follow those of <paramref name="before"/>.</summary>
    public static uint Extend(uint before, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~before;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (byte b in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    /// <summary>The form in which files hold a checksum, so that the checksum of data with checksums in it stays good.</summary>
    public static uint Mask(uint crc) => BitOperations.RotateRight(crc, 15) + MaskDelta;
}
