using System.Buffers.Binary;
using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>The superblock, versions 0 to 3 (format specification II.A): where a file begins and how wide its numbers are.</summary>
/// <param name="Version">0 to 3.</param>
/// <param name="SizeOfOffsets">Bytes of an address: 2, 4 or 8.</param>
/// <param name="SizeOfLengths">Bytes of a length: 2, 4 or 8.</param>
/// <param name="BaseAddress">Where the superblock is: addresses count from here, whatever the stored base address says (as in the library), because a user block may have been put before it later.</param>
/// <param name="EndOfFileAddress">The end of the file, counted from the superblock.</param>
/// <param name="RootObjectHeader">Address of the root group.</param>
/// <param name="ExtensionAddress">Address of the superblock extension, or -1.</param>
internal sealed record Superblock(int Version, int SizeOfOffsets, int SizeOfLengths, long BaseAddress, long EndOfFileAddress, long RootObjectHeader, long ExtensionAddress)
{
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>Position of the superblock: 0, or behind a user block at 512, 1024 and so on. -1 when there is none.</summary>
    internal static long Find(FileSource file)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (long at = 0; at <= file.Length - bytes.Length; at = at == 0 ? 512 : at * 2)
        {
            file.Read(at, bytes, "format signature");
            if (bytes.SequenceEqual(Signature))
                return at;
        }
        return -1;
    }

    /// <summary>Reads the superblock.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="strict">False in tests only: then a file that was cut or has a wrong checksum is let through.</param>
    internal static Superblock Read(FileSource file, bool strict)
    {
        long at = Find(file);
        if (at < 0)
            throw file.Error(0, "format signature", "an HDF5 file", "no superblock");
        var reader = file.ReadBlock(at, Math.Min(file.Length - at, 128), "superblock");
        reader.Expect(Signature, "format signature");
        int version = reader.ReadByte("superblock version");
        if (version > 3)
            throw file.Error(at + 8, "superblock version", "0 to 3", version.ToString(CultureInfo.InvariantCulture));
        return version < 2 ? ReadOld(file, at, ref reader, version, strict) : ReadNew(file, at, ref reader, version, strict);
    }

    private static Superblock ReadOld(FileSource file, long at, ref FieldReader reader, int version, bool strict)
    {
        reader.Skip(4, "version numbers");
        int offsets = ReadSize(ref reader, "size of offsets"), lengths = ReadSize(ref reader, "size of lengths");
        reader.Skip(1 + 2 + 2 + 4, "B-tree sizes and flags");
        if (version == 1)
            reader.Skip(4, "indexed storage K");
        long start = ReadOffset(ref reader, offsets, "base address");
        reader.Skip(offsets, "free-space address");
        long end = ReadOffset(ref reader, offsets, "end of file address") - start;
        reader.Skip(offsets, "driver information address");
        reader.Skip(offsets, "root link name offset");
        long root = ReadOffset(ref reader, offsets, "root object header address");
        return Check(file, new(version, offsets, lengths, at, end, root, -1), strict);
    }

    private static Superblock ReadNew(FileSource file, long at, ref FieldReader reader, int version, bool strict)
    {
        int offsets = ReadSize(ref reader, "size of offsets"), lengths = ReadSize(ref reader, "size of lengths");
        reader.Skip(1, "file consistency flags");
        long start = ReadOffset(ref reader, offsets, "base address");
        ulong extension = reader.ReadUInt(offsets, "superblock extension address");
        long extensionAddress = extension < 1ul << 8 * Math.Min(offsets, 7) - 1 ? (long)extension : -1;
        long end = ReadOffset(ref reader, offsets, "end of file address") - start;
        long root = ReadOffset(ref reader, offsets, "root object header address");
        int length = reader.Position;
        uint stored = reader.ReadUInt32("superblock checksum");
        uint computed = Lookup3.Hash(file.ReadBytes(at, length, "superblock").Span);
        if (strict && stored != computed)
            throw file.Error(at + length, "superblock checksum", computed.ToString("x8", CultureInfo.InvariantCulture), stored.ToString("x8", CultureInfo.InvariantCulture));
        return Check(file, new(version, offsets, lengths, at, end, root, extensionAddress), strict);
    }

    private static Superblock Check(FileSource file, Superblock superblock, bool strict)
    {
        long length = file.Length - superblock.BaseAddress;
        if (strict && superblock.EndOfFileAddress > length)
            throw file.Error(superblock.BaseAddress, "end of file address",
                string.Create(CultureInfo.InvariantCulture, $"at most {length}, the bytes that are there"),
                string.Create(CultureInfo.InvariantCulture, $"{superblock.EndOfFileAddress}: the file is cut"));
        return superblock;
    }

    private static int ReadSize(ref FieldReader reader, string field)
    {
        int size = reader.ReadByte(field);
        return size is 2 or 4 or 8 ? size : throw reader.Error(field, "2, 4 or 8", size.ToString(CultureInfo.InvariantCulture));
    }

    private static long ReadOffset(ref FieldReader reader, int size, string field)
    {
        ulong value = reader.ReadUInt(size, field);
        return value <= long.MaxValue ? (long)value : throw reader.Error(field, "an address", value.ToString(CultureInfo.InvariantCulture));
    }
}
