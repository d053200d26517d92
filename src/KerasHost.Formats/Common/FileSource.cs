using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace KerasHost.Formats.Common;

/// <summary>
/// The bytes of a file, or of an array that stands for one, read at random. Every read names its field and is
/// checked against the length before anything is allocated. Safe for readers on several threads.
/// </summary>
public sealed class FileSource : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly bool _ownsHandle;
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly long _start;

    private FileSource(string path, SafeFileHandle? handle, bool ownsHandle, ReadOnlyMemory<byte> memory, long start, long length)
    {
        Path = path;
        _handle = handle;
        _ownsHandle = ownsHandle;
        _memory = memory;
        _start = start;
        Length = length;
    }

    /// <summary>The file, or the name given to the bytes; errors carry it.</summary>
    public string Path { get; }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file for reading; others may read and replace it meanwhile.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    public static FileSource Open(string path)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return new(path, handle, true, default, 0, RandomAccess.GetLength(handle));
    }

    /// <summary>Bytes in memory, read in place.</summary>
    /// <param name="bytes">The bytes; they must not change while the source is in use.</param>
    /// <param name="path">What errors call them: the file that they come from.</param>
    /// <param name="offset">Position of the first byte in that file, for errors.</param>
    public static FileSource FromBytes(ReadOnlyMemory<byte> bytes, string path, long offset = 0) =>
        new(path, null, false, bytes, offset, bytes.Length);

    /// <summary>A part of this source as a source of its own, with positions from its first byte; errors keep telling the position in the file. Lives as long as this source.</summary>
    /// <exception cref="ModelFormatException">The part reaches past the end.</exception>
    public FileSource Window(long offset, long length, string field)
    {
        Check(offset, length, field);
        var memory = _handle is null ? _memory.Slice((int)offset, (int)length) : default;
        return new(Path, _handle, false, memory, _start + offset, length);
    }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="ModelFormatException">The field reaches past the end.</exception>
    public void Read(long offset, Span<byte> destination, string field)
    {
        Check(offset, destination.Length, field);
        if (_handle is null)
        {
            _memory.Span.Slice((int)offset, destination.Length).CopyTo(destination);
            return;
        }
        int done = 0;
        while (done < destination.Length)
        {
            int read = RandomAccess.Read(_handle, destination[done..], _start + offset + done);
            if (read == 0)
                throw Error(offset + done, field, Bytes(destination.Length), $"the end of the file after {Bytes(done)} (it was cut while being read)");
            done += read;
        }
    }

    /// <summary>The bytes of a field: in place for a source in memory, else freshly read.</summary>
    /// <exception cref="ModelFormatException">The field reaches past the end, or takes 2 GiB or more.</exception>
    public ReadOnlyMemory<byte> ReadBytes(long offset, long length, string field)
    {
        Check(offset, length, field);
        if (_handle is null)
            return _memory.Slice((int)offset, (int)length);
        if (length > Array.MaxLength)
            throw Error(offset, field, "less than 2 GiB", Bytes(length));
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        Read(offset, bytes, field);
        return bytes;
    }

    /// <summary>A structure of <paramref name="length"/> bytes, to be read field by field.</summary>
    /// <exception cref="ModelFormatException">The structure reaches past the end.</exception>
    public FieldReader ReadBlock(long offset, long length, string field) =>
        new(ReadBytes(offset, length, field).Span, Path, _start + offset);

    /// <summary>A stream over a part of this source; it lives as long as the source.</summary>
    /// <exception cref="ModelFormatException">The part reaches past the end.</exception>
    public Stream OpenStream(long offset, long length, string field) => new FileSourceStream(Window(offset, length, field), field);

    /// <summary>Makes sure that a field lies within the file.</summary>
    /// <exception cref="ModelFormatException">It does not.</exception>
    public void Check(long offset, long length, string field)
    {
        if (offset < 0 || offset > Length)
            throw Error(offset, field, $"a position within the {Bytes(Length)} of the file", offset.ToString(CultureInfo.InvariantCulture));
        if (length < 0 || length > Length - offset)
            throw Error(offset, field, $"at most {Bytes(Length - offset)}, up to the end of the file", length < 0 ? length.ToString(CultureInfo.InvariantCulture) : Bytes(length));
    }

    /// <summary>The error for a field at <paramref name="offset"/> of this source.</summary>
    public ModelFormatException Error(long offset, string field, string expected, string found, Exception? inner = null)
    {
        long position;
        try
        {
            position = checked(_start + offset);
        }
        catch (OverflowException)
        {
            position = offset;
        }
        return new(Path, position, field, expected, found, inner);
    }

    /// <summary>Closes the file, unless this is a window into another source.</summary>
    public void Dispose()
    {
        if (_ownsHandle)
            _handle!.Dispose();
    }

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "byte" : "bytes")}");
}
