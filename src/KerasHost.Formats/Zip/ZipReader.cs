using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Zip;

/// <summary>
/// A zip archive (PKWARE's application note 6.3): stored and deflated entries, zip64. Refused are encrypted entries,
/// names that lead out of the archive's folder or occur twice, and entries that share bytes or claim more than deflate can pack.
/// </summary>
public sealed class ZipReader : IDisposable
{
    /// <summary>Deflate cannot pack more into a byte: a longer claim is no zip file.</summary>
    private const long MaxDeflateRatio = 1032;

    // An archive may unpack to this, or to this many times its length: more is taken for a zip bomb.
    private const long FreeBytes = 1L << 30;
    private const int MaxGrowth = 10;

    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const uint DirectorySignature = 0x02014b50;
    private const int EndLength = 22;
    private const int DirectoryEntryLength = 46;

    private readonly FileSource _source;
    private readonly Dictionary<string, ZipEntry> _byName = new(StringComparer.Ordinal);
    private readonly List<ZipEntry> _entries = [];

    /// <summary>Reads the directory of the archive in <paramref name="source"/>, which it then owns.</summary>
    /// <exception cref="ModelFormatException">This is no sound zip archive.</exception>
    public ZipReader(FileSource source)
    {
        _source = source;
        try
        {
            ReadDirectory();
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The archive.</summary>
    public string Path => _source.Path;

    /// <summary>The bytes of the whole archive.</summary>
    public long Length => _source.Length;

    /// <summary>The files in the order of the directory; folders are left out.</summary>
    public IReadOnlyList<ZipEntry> Entries => _entries;

    /// <summary>Opens the archive at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">This is no sound zip archive.</exception>
    public static ZipReader Open(string path) => new(FileSource.Open(path));

    /// <summary>True when a file begins as a zip archive does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> firstBytes) => firstBytes.StartsWith("PK\x03\x04"u8) || firstBytes.StartsWith("PK\x05\x06"u8);

    /// <summary>The file of this name, or null; <c>/</c> separates folders.</summary>
    public ZipEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The file of this name.</summary>
    /// <exception cref="ModelFormatException">The archive has none.</exception>
    public ZipEntry Get(string name) =>
        Find(name) ?? throw new ModelFormatException(Path, null, "entry", $"a file '{name}' in the archive", Contents());

    /// <summary>Closes the archive.</summary>
    public void Dispose() => _source.Dispose();

    private string Contents() => _entries.Count == 0 ? "none at all" : "only " + string.Join(", ", _entries.Take(20).Select(entry => entry.Name)) + (_entries.Count > 20 ? ", …" : "");

    private void ReadDirectory()
    {
        long end = FindEnd();
        var record = _source.ReadBlock(end, EndLength, "end of central directory");
        record.Skip(4, "signature");
        int disk = record.ReadUInt16("number of this disk");
        int directoryDisk = record.ReadUInt16("disk of the central directory");
        record.Skip(2, "entries on this disk");
        long count = record.ReadUInt16("number of entries");
        long length = record.ReadUInt32("size of the central directory");
        long offset = record.ReadUInt32("offset of the central directory");
        long limit = end;
        if (count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue)
            ReadEnd64(ref limit, ref count, ref length, ref offset);
        else if (disk != 0 || directoryDisk != 0)
            throw _source.Error(end + 4, "number of this disk", "0: archives of several files are not read", disk.ToString(CultureInfo.InvariantCulture));
        if (offset < 0 || length < 0 || offset > limit || length > limit - offset)
            throw _source.Error(end, "central directory", "a place before its end record", string.Create(CultureInfo.InvariantCulture, $"{length} bytes at {offset}"));
        if (count > length / DirectoryEntryLength)
            throw _source.Error(end, "number of entries", string.Create(CultureInfo.InvariantCulture, $"at most {length / DirectoryEntryLength}, as fit into the directory"), count.ToString(CultureInfo.InvariantCulture));

        var directory = _source.ReadBlock(offset, length, "central directory");
        var spans = new List<(long Start, long End, string Name)>();
        for (long i = 0; i < count; i++)
            ReadEntry(ref directory, offset, spans);

        long unpacked = 0;
        foreach (var entry in _entries)
            unpacked = entry.Length > long.MaxValue - unpacked ? long.MaxValue : unpacked + entry.Length;
        if (unpacked > FreeBytes && unpacked / MaxGrowth > _source.Length)
            throw _source.Error(offset, "uncompressed sizes", "at most 1 GiB, or ten times the archive, in all (an archive of more is taken for a zip bomb: unpack it with another program)", string.Create(CultureInfo.InvariantCulture, $"{unpacked} bytes"));

        spans.Sort((a, b) => a.Start.CompareTo(b.Start));
        for (int i = 1; i < spans.Count; i++)
            if (spans[i].Start < spans[i - 1].End)
                throw _source.Error(spans[i].Start, "local header offset of " + spans[i].Name, "a place of its own", "bytes of " + spans[i - 1].Name);
    }

    private long FindEnd()
    {
        if (_source.Length < EndLength)
            throw _source.Error(0, "end of central directory", "a zip archive", string.Create(CultureInfo.InvariantCulture, $"a file of {_source.Length} bytes"));
        // The record is followed by a comment of up to 64 KiB.
        int tail = (int)Math.Min(_source.Length, EndLength + ushort.MaxValue);
        var bytes = _source.ReadBytes(_source.Length - tail, tail, "end of central directory").Span;
        for (int i = tail - EndLength; i >= 0; i--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..]) == EndSignature && i + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i + 20)..]) == tail)
                return _source.Length - tail + i;
        throw _source.Error(_source.Length, "end of central directory", "a zip archive's end record", "none: this is no zip archive, or its end is missing");
    }

    private void ReadEnd64(ref long limit, ref long count, ref long length, ref long offset)
    {
        const int locatorLength = 20;
        if (limit < locatorLength)
            return;
        var locator = _source.ReadBlock(limit - locatorLength, locatorLength, "zip64 end of central directory locator");
        if (locator.ReadUInt32("signature") != Locator64Signature)
            return;
        locator.Skip(4, "disk of the zip64 end record");
        long end64 = (long)locator.ReadUInt64("offset of the zip64 end record");
        var record = _source.ReadBlock(end64, 56, "zip64 end of central directory");
        if (record.ReadUInt32("signature") != End64Signature)
            throw _source.Error(end64, "zip64 end of central directory", "signature 0x06064B50", "another");
        record.Skip(28, "zip64 end of central directory");
        count = (long)record.ReadUInt64("number of entries");
        length = (long)record.ReadUInt64("size of the central directory");
        offset = (long)record.ReadUInt64("offset of the central directory");
        limit = end64;
        if (count < 0)
            throw _source.Error(end64, "number of entries", "a count", count.ToString(CultureInfo.InvariantCulture));
    }

    private void ReadEntry(ref FieldReader directory, long directoryOffset, List<(long Start, long End, string Name)> spans)
    {
        long at = directory.Offset;
        uint signature = directory.ReadUInt32("central file header signature");
        if (signature != DirectorySignature)
            throw new ModelFormatException(Path, at, "central file header signature", "0x02014B50", "0x" + signature.ToString("X8", CultureInfo.InvariantCulture));
        directory.Skip(4, "versions");
        int flags = directory.ReadUInt16("general purpose bit flag");
        int method = directory.ReadUInt16("compression method");
        directory.Skip(4, "time and date");
        uint crc = directory.ReadUInt32("crc-32");
        long compressedLength = directory.ReadUInt32("compressed size");
        long length = directory.ReadUInt32("uncompressed size");
        int nameLength = directory.ReadUInt16("file name length");
        int extraLength = directory.ReadUInt16("extra field length");
        int commentLength = directory.ReadUInt16("file comment length");
        directory.Skip(8, "disk and attributes");
        long headerOffset = directory.ReadUInt32("local header offset");
        string name = Encoding.UTF8.GetString(directory.ReadBytes(nameLength, "file name")).Replace('\\', '/');
        ReadExtra64(directory.ReadBlock(extraLength, "extra field"), ref length, ref compressedLength, ref headerOffset);
        directory.Skip(commentLength, "file comment");

        if (!IsInside(name))
            throw new ModelFormatException(Path, at, "file name", "a relative path within the archive", $"'{name}'");
        if ((flags & 1) != 0)
            throw new ModelFormatException(Path, at, "general purpose bit flag of " + name, "an entry without encryption", "an encrypted one");
        if (method is not (0 or 8))
            throw new ModelFormatException(Path, at, "compression method of " + name, "0 (stored) or 8 (deflated)", method.ToString(CultureInfo.InvariantCulture));
        long start = headerOffset + 30 + nameLength;
        if (headerOffset < 0 || compressedLength < 0 || start < 0 || start > directoryOffset || compressedLength > directoryOffset - start)
            throw new ModelFormatException(Path, at, "compressed size of " + name, "bytes before the central directory", string.Create(CultureInfo.InvariantCulture, $"{compressedLength} bytes at {headerOffset}"));
        if (length < 0 || (method == 0 ? length != compressedLength : length / MaxDeflateRatio > compressedLength))
            throw new ModelFormatException(Path, at, "uncompressed size of " + name, string.Create(CultureInfo.InvariantCulture, $"what {compressedLength} bytes can hold"), string.Create(CultureInfo.InvariantCulture, $"{length} bytes"));
        spans.Add((headerOffset, start + compressedLength, name));
        if (name.EndsWith('/'))
            return;
        var entry = new ZipEntry(_source, name, headerOffset, compressedLength, length, method == 8, crc);
        if (!_byName.TryAdd(name, entry))
            throw new ModelFormatException(Path, at, "file name", "names that occur once", $"'{name}' twice");
        _entries.Add(entry);
    }

    private static void ReadExtra64(FieldReader extra, ref long length, ref long compressedLength, ref long headerOffset)
    {
        while (extra.Remaining >= 4)
        {
            int id = extra.ReadUInt16("extra field id");
            var field = extra.ReadBlock(Math.Min(extra.ReadUInt16("extra field size"), extra.Remaining), "extra field");
            if (id != 1)
                continue;
            if (length == uint.MaxValue)
                length = field.ReadInt64("zip64 uncompressed size");
            if (compressedLength == uint.MaxValue)
                compressedLength = field.ReadInt64("zip64 compressed size");
            if (headerOffset == uint.MaxValue)
                headerOffset = field.ReadInt64("zip64 local header offset");
            return;
        }
    }

    private static bool IsInside(string name)
    {
        if (name.Length == 0 || name[0] == '/' || name.Contains('\0') || (name.Length > 1 && name[1] == ':'))
            return false;
        foreach (var part in name.AsSpan().Split('/'))
            if (name.AsSpan()[part] is "..")
                return false;
        return true;
    }
}
