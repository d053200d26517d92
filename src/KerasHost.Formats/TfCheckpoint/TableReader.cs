using System.Globalization;
using System.Text;
using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>
/// A sorted table of keys and values in LevelDB's file format, as TensorFlow writes it: blocks of entries, a block with their places, and a
/// footer with the place of that.
/// </summary>
internal sealed class TableReader
{
    private const int FooterLength = 48;
    private const int TrailerLength = 5;
    private const ulong Magic = 0xDB4775248B80FB57;

    // Keys share their beginnings, so a damaged table of few bytes could tell of very many.
    private const long FreeKeyBytes = 1 << 18;
    private const long KeyBytesPerByte = 32;

    private readonly FileSource _source;
    private long _keyBytes;

    private TableReader(FileSource source) => _source = source;

    /// <summary>Whether a file ends as a table does.</summary>
    public static bool IsTable(FileSource source) =>
        source.Length >= FooterLength && source.ReadBlock(source.Length - sizeof(ulong), sizeof(ulong), "magic").ReadUInt64("magic") == Magic;

    /// <summary>The entries of a table in their order.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static List<TableEntry> Read(FileSource source)
    {
        if (source.Length < FooterLength)
            throw source.Error(0, "table footer", string.Create(CultureInfo.InvariantCulture, $"a file of at least {FooterLength} bytes"), source.Length.ToString(CultureInfo.InvariantCulture));
        long start = source.Length - FooterLength;
        FieldReader footer = source.ReadBlock(start, FooterLength, "table footer");
        ReadHandle(ref footer, "metaindex handle");
        (long offset, long size) = ReadHandle(ref footer, "index handle");
        footer.Skip(FooterLength - sizeof(ulong) - footer.Position, "footer padding");
        ulong magic = footer.ReadUInt64("table magic");
        if (magic != Magic)
            throw source.Error(source.Length - sizeof(ulong), "table magic", Hex(Magic), Hex(magic));
        var table = new TableReader(source);
        var entries = new List<TableEntry>();
        foreach (TableEntry block in table.ReadBlock(offset, size, "index block"))
        {
            FieldReader handle = block.Reader(source);
            (long at, long length) = ReadHandle(ref handle, "block handle");
            foreach (TableEntry entry in table.ReadBlock(at, length, "data block"))
            {
                if (entries.Count > 0 && string.CompareOrdinal(entries[^1].Key, entry.Key) >= 0)
                    throw source.Error(entry.Offset, "key of a table entry", $"a key after '{entries[^1].Key}'", $"'{entry.Key}'");
                entries.Add(entry);
            }
        }
        return entries;
    }

    private static (long Offset, long Size) ReadHandle(ref FieldReader reader, string field)
    {
        ulong offset = reader.ReadVarint(field), size = reader.ReadVarint(field);
        return offset <= long.MaxValue && size <= int.MaxValue ? ((long)offset, (long)size)
            : throw reader.Error(field, "a place in the file", string.Create(CultureInfo.InvariantCulture, $"{size} bytes at {offset}"));
    }

    private List<TableEntry> ReadBlock(long offset, long size, string field)
    {
        _source.Check(offset, size, field);
        _source.Check(offset, size + TrailerLength, field + " with its checksum");
        ReadOnlyMemory<byte> bytes = _source.ReadBytes(offset, size + TrailerLength, field);
        byte compression = bytes.Span[(int)size];
        FieldReader trailer = _source.ReadBlock(offset + size + 1, sizeof(uint), field + " checksum");
        uint stored = trailer.ReadUInt32(field + " checksum"), computed = Crc32C.Mask(Crc32C.Extend(0, bytes.Span[..(int)(size + 1)]));
        if (stored != computed)
            throw _source.Error(offset + size + 1, field + " checksum", Hex(computed), Hex(stored));
        ReadOnlyMemory<byte> contents = compression switch
        {
            0 => bytes[..(int)size],
            1 => Snappy.Unpack(_source.ReadBlock(offset, size, field)),
            _ => throw _source.Error(offset + size, field + " compression", "0 (none) or 1 (Snappy)", compression.ToString(CultureInfo.InvariantCulture)),
        };
        return Entries(contents, offset, field);
    }

    private List<TableEntry> Entries(ReadOnlyMemory<byte> contents, long offset, string field)
    {
        if (contents.Length < sizeof(uint))
            throw _source.Error(offset, field, "at least 4 bytes", contents.Length.ToString(CultureInfo.InvariantCulture));
        var tail = new FieldReader(contents.Span[^sizeof(uint)..], _source.Path, offset);
        uint restarts = tail.ReadUInt32(field + " restarts");
        long end = contents.Length - sizeof(uint) - (restarts * (long)sizeof(uint));
        if (end < 0)
            throw _source.Error(offset, field + " restarts", $"at most {(contents.Length / sizeof(uint)) - 1}", restarts.ToString(CultureInfo.InvariantCulture));
        var reader = new FieldReader(contents.Span[..(int)end], _source.Path, offset);
        var entries = new List<TableEntry>();
        byte[] key = [];
        while (reader.Remaining > 0)
        {
            long at = reader.Offset;
            ulong shared = reader.ReadVarint("shared bytes of a key"), own = reader.ReadVarint("bytes of a key"), length = reader.ReadVarint("bytes of a value");
            if (shared > (ulong)key.Length)
                throw _source.Error(at, "shared bytes of a key", $"at most {key.Length}", shared.ToString(CultureInfo.InvariantCulture));
            if (own > (ulong)reader.Remaining || length > (ulong)reader.Remaining)
                throw _source.Error(at, "bytes of a table entry", $"at most {reader.Remaining}", $"{own} and {length}");
            if ((_keyBytes += (long)(shared + own)) > FreeKeyBytes + (KeyBytesPerByte * _source.Length))
                throw _source.Error(at, "key of a table entry", $"keys of at most {FreeKeyBytes + (KeyBytesPerByte * _source.Length)} bytes together", "more");
            key = [.. key.AsSpan(0, (int)shared), .. reader.ReadBytes((long)own, "key of a table entry")];
            int start = reader.Position;
            reader.Skip((long)length, "value of a table entry");
            // Keys are bytes: one character each keeps their order.
            entries.Add(new(Encoding.Latin1.GetString(key), contents.Slice(start, (int)length), offset + start));
        }
        return entries;
    }

    private static string Hex(ulong value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);
}
