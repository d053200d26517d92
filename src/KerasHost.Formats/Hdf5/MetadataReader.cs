using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>What all structures of one open file need to be read: the bytes, the superblock, the budget, and what was read before.</summary>
internal sealed class MetadataReader
{
    /// <summary>The most that is allocated for any file; larger files allow ten times their size.</summary>
    private const long AllocationFloor = 32L << 20;

    private readonly Dictionary<long, ObjectHeader> _objectHeaders = [];
    private readonly Dictionary<long, GlobalHeapCollection> _globalHeapCollections = [];
    private SharedMessageTable? _sharedMessages;

    internal MetadataReader(FileSource source, Superblock superblock, bool verifyChecksums)
    {
        Source = source;
        Superblock = superblock;
        VerifyChecksums = verifyChecksums;
        Budget = new(source);
    }

    /// <summary>The file from its base address on: addresses are positions in it.</summary>
    internal FileSource Source { get; }

    internal Superblock Superblock { get; }

    /// <summary>False only in tests, which damage what lies behind the checksums.</summary>
    internal bool VerifyChecksums { get; }

    /// <summary>For structures that are kept once read: headers, groups, heaps.</summary>
    internal ReadBudget Budget { get; }

    internal int SizeOfOffsets => Superblock.SizeOfOffsets;

    internal int SizeOfLengths => Superblock.SizeOfLengths;

    /// <summary>The object header at an address, read once.</summary>
    internal ObjectHeader GetObjectHeader(long address)
    {
        if (!_objectHeaders.TryGetValue(address, out var header))
            _objectHeaders[address] = header = ObjectHeader.Read(this, address);
        return header;
    }

    /// <summary>Messages that several objects have in common; empty in most files.</summary>
    internal SharedMessageTable SharedMessages => _sharedMessages ??= SharedMessageTable.Read(this, Superblock.ExtensionAddress);

    /// <summary>The global heap collection at an address, its index read once.</summary>
    internal GlobalHeapCollection GetGlobalHeapCollection(long address)
    {
        if (!_globalHeapCollections.TryGetValue(address, out var collection))
            _globalHeapCollections[address] = collection = GlobalHeapCollection.Read(this, address);
        return collection;
    }

    /// <summary>The bytes of a structure of known length; they count against the budget.</summary>
    internal ReadOnlyMemory<byte> ReadBytes(long address, long length, string field, ReadBudget? budget = null)
    {
        CheckDefined(address, address, field);
        Source.Check(address, length, field);
        (budget ?? Budget).Take(address, length, field);
        return Source.ReadBytes(address, length, field);
    }

    /// <summary>The bytes of a structure that ends in its checksum, which is verified and left out.</summary>
    internal ReadOnlyMemory<byte> ReadCheckedBytes(long address, long length, string field, ReadBudget? budget = null)
    {
        var bytes = ReadBytes(address, length, field, budget);
        if (length < 4)
            throw Error(address, field, "a checksum", string.Create(CultureInfo.InvariantCulture, $"{length} bytes"));
        CheckSum(bytes.Span, address, field);
        return bytes[..^4];
    }

    /// <summary>A structure of known length; its bytes count against the budget.</summary>
    internal FieldReader ReadBlock(long address, long length, string field, ReadBudget? budget = null) =>
        Open(ReadBytes(address, length, field, budget).Span, address);

    /// <summary>A structure of known length that ends in its checksum, which is verified; the reader covers what comes before it.</summary>
    internal FieldReader ReadChecked(long address, long length, string field, ReadBudget? budget = null) =>
        Open(ReadCheckedBytes(address, length, field, budget).Span, address);

    /// <summary>A reader of bytes that came from <paramref name="address"/>.</summary>
    internal FieldReader Open(ReadOnlySpan<byte> bytes, long address) => new(bytes, Source.Path, Superblock.BaseAddress + address);

    /// <summary>Verifies the checksum in the last four bytes of a structure.</summary>
    internal void CheckSum(ReadOnlySpan<byte> bytes, long address, string field)
    {
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        uint computed = Lookup3.Hash(bytes[..^4]);
        if (VerifyChecksums && stored != computed)
            throw Error(address, field + " checksum", computed.ToString("x8", CultureInfo.InvariantCulture), stored.ToString("x8", CultureInfo.InvariantCulture));
    }

    /// <summary>An address; -1 stands for the undefined one.</summary>
    internal long ReadAddress(ref FieldReader reader, string field) => ReadOffsetOrLength(ref reader, SizeOfOffsets, field);

    /// <summary>A length; -1 stands for the undefined one (all bits set), as in unlimited dimensions.</summary>
    internal long ReadLength(ref FieldReader reader, string field) => ReadOffsetOrLength(ref reader, SizeOfLengths, field);

    /// <summary>Refuses the undefined address.</summary>
    internal void CheckDefined(long address, long position, string field)
    {
        if (address < 0)
            throw Error(Math.Max(0, position), field, "an address", "the undefined address");
    }

    /// <summary>Refuses to allocate more than ten times the file: a few damaged bytes must not eat the memory.</summary>
    internal void CheckAllocation(long bytes, long offset, string field, long allowance = 0)
    {
        long limit = Math.Max(AllocationFloor, Math.Max(allowance, Source.Length > long.MaxValue / 10 ? long.MaxValue : 10 * Source.Length));
        if (bytes > limit)
            throw Error(Math.Max(0, offset), field, string.Create(CultureInfo.InvariantCulture, $"at most {limit} bytes, ten times the file"),
                string.Create(CultureInfo.InvariantCulture, $"{bytes} (if the file is sound, read the values into memory of your own)"));
    }

    internal ModelFormatException Error(long offset, string field, string expected, string found, Exception? inner = null) =>
        Source.Error(offset, field, expected, found, inner);

    /// <summary>The error for a sound file with a feature that is not read here.</summary>
    internal ModelFormatException Unsupported(long offset, string field, string feature) =>
        Error(offset, field, "a feature that is read here", feature);

    /// <summary>Bytes that hold any number up to <paramref name="limit"/>, as the library counts them.</summary>
    internal static int EncodedSize(ulong limit) => limit == 0 ? 1 : BitOperations.Log2(limit) / 8 + 1;

    private static long ReadOffsetOrLength(ref FieldReader reader, int size, string field)
    {
        var before = reader;
        ulong value = reader.ReadUInt(size, field);
        if (value == (size == 8 ? ulong.MaxValue : (1ul << 8 * size) - 1))
            return -1;
        return value <= long.MaxValue ? (long)value : throw before.Error(field, "at most 2^63 - 1", value.ToString(CultureInfo.InvariantCulture));
    }
}
