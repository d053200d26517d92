using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>Hands out room in a file that is being written: everything goes to the end, at multiples of eight bytes.</summary>
internal sealed class FileAllocator
{
    private readonly Stream _stream;
    private readonly long _start;

    internal FileAllocator(Stream stream, int reserved)
    {
        (_stream, _start) = (stream, stream.Position);
        End = reserved;
    }

    /// <summary>The end of the file so far.</summary>
    internal long End { get; private set; }

    /// <summary>Sets room aside.</summary>
    internal long Reserve(long length)
    {
        long address = End;
        End += length + 7 & ~7;
        return address;
    }

    /// <summary>Writes at an address from <see cref="Reserve"/>.</summary>
    internal void Write(long address, ReadOnlySpan<byte> bytes)
    {
        if (_stream.Position != _start + address)
            _stream.Position = _start + address;
        _stream.Write(bytes);
    }

    /// <summary>Sets room aside and lets a tensor write itself there.</summary>
    internal long Append(TensorSource tensor)
    {
        long address = Reserve(tensor.Info.ByteLength);
        _stream.Position = _start + address;
        tensor.WriteTo(_stream);
        long written = _stream.Position - _start - address;
        return written == tensor.Info.ByteLength ? address
            : throw new InvalidOperationException(FormattableString.Invariant($"{tensor.Info} wrote {written} bytes."));
    }

    /// <summary>Sets room aside and writes there.</summary>
    internal long Append(ReadOnlySpan<byte> bytes)
    {
        long address = Reserve(bytes.Length);
        Write(address, bytes);
        return address;
    }

    /// <summary>Makes the file as long as its last structure, padding included.</summary>
    internal void Finish()
    {
        if (_stream.Length < _start + End)
            _stream.SetLength(_start + End);
        _stream.Position = _start + End;
    }
}
