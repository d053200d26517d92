using System.Globalization;
using System.IO.Compression;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Zip;

/// <summary>A file within a zip archive.</summary>
public sealed class ZipEntry
{
    private const uint LocalHeaderSignature = 0x04034b50;

    private readonly FileSource _source;
    private readonly long _headerOffset;
    private readonly bool _isDeflated;
    private readonly uint _crc;
    private FileSource? _data;

    internal ZipEntry(FileSource source, string name, long headerOffset, long compressedLength, long length, bool isDeflated, uint crc)
    {
        _source = source;
        Name = name;
        _headerOffset = headerOffset;
        CompressedLength = compressedLength;
        Length = length;
        _isDeflated = isDeflated;
        _crc = crc;
    }

    /// <summary>The name with <c>/</c> between folders, whatever the archive uses.</summary>
    public string Name { get; }

    /// <summary>Bytes in the archive.</summary>
    public long CompressedLength { get; }

    /// <summary>Bytes once unpacked.</summary>
    public long Length { get; }

    /// <summary>What errors within the entry call the file: archive and name.</summary>
    public string Path => _source.Path + "/" + Name;

    /// <summary>The unpacked bytes in order; reading the last one checks the sum. Several streams may be read at once.</summary>
    /// <exception cref="ModelFormatException">The entry is damaged (also while reading).</exception>
    public Stream OpenStream()
    {
        var packed = Data.OpenStream(0, CompressedLength, "the bytes of " + Name);
        return new ZipEntryStream(_isDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed, Path, Length, _crc);
    }

    /// <summary>All unpacked bytes, checked.</summary>
    /// <exception cref="ModelFormatException">The entry is damaged, or takes 2 GiB or more.</exception>
    public byte[] ReadBytes()
    {
        if (Length > Array.MaxLength)
            throw new ModelFormatException(Path, 0, "uncompressed size", "less than 2 GiB", string.Create(CultureInfo.InvariantCulture, $"{Length} bytes"));
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        using var stream = OpenStream();
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The bytes of an entry that is stored as it is, for reading at random without a check of the sum; null when it is compressed.</summary>
    /// <exception cref="ModelFormatException">The entry is damaged.</exception>
    public FileSource? OpenStored() => _isDeflated ? null : Data;

    private FileSource Data => _data ??= FindData();

    private FileSource FindData()
    {
        var header = _source.ReadBlock(_headerOffset, 30, "local file header of " + Name);
        uint signature = header.ReadUInt32("local file header signature");
        if (signature != LocalHeaderSignature)
            throw _source.Error(_headerOffset, "local file header signature of " + Name, "0x04034B50", "0x" + signature.ToString("X8", CultureInfo.InvariantCulture));
        header.Skip(22, "local file header");
        int nameLength = header.ReadUInt16("file name length");
        int extraLength = header.ReadUInt16("extra field length");
        return _source.Window(_headerOffset + 30 + nameLength + extraLength, CompressedLength, "the bytes of " + Name);
    }
}
