using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace KerasHost.Formats.Hdf5;

/// <summary>One filter of a pipeline, undone.</summary>
internal sealed record Filter(int Id, string Name, int FirstValue)
{
    internal const int Deflate = 1, Shuffle = 2, Fletcher32 = 3, Lzf = 32000;

    /// <summary>The name of the registered filter, or what the file calls it.</summary>
    internal string KnownName => Id switch
    {
        4 => "szip",
        5 => "nbit",
        6 => "scaleoffset",
        32001 => "blosc",
        32004 => "lz4",
        32015 => "zstd",
        _ => Name,
    };

    /// <summary>Undoes the filter.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">The chunk.</param>
    /// <param name="bytes">What the filter gave, in the last buffer of the scratch.</param>
    /// <param name="expected">How many bytes went into it; null when a compressor came before.</param>
    /// <param name="chunkLength">Bytes of the chunk before all filters.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="scratch">Where the result goes.</param>
    internal Memory<byte> Undo(MetadataReader file, long address, Memory<byte> bytes, int? expected, int chunkLength, int elementSize, ChunkScratch scratch)
    {
        // Behind a second compressor the first one's output can only be a little larger than the chunk.
        int limit = expected ?? chunkLength + chunkLength / 16 + 1024;
        return Id switch
        {
            Deflate => Inflate(file, address, bytes, scratch.Next(limit), limit, expected.HasValue),
            Shuffle => Unshuffle(bytes.Span, FirstValue > 0 ? FirstValue : elementSize, scratch.Next(bytes.Length)),
            Fletcher32 => CheckFletcher32(file, address, bytes),
            _ => DecompressLzf(file, address, bytes.Span, scratch.Next(limit), limit, expected.HasValue),
        };
    }

    private static Memory<byte> Inflate(MetadataReader file, long address, ReadOnlyMemory<byte> bytes, byte[] result, int limit, bool exact)
    {
        int length;
        bool more;
        try
        {
            using var stream = new ZLibStream(Open(bytes), CompressionMode.Decompress);
            length = stream.ReadAtLeast(result.AsSpan(0, limit), limit, throwOnEndOfStream: false);
            more = length == limit && stream.ReadByte() >= 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw file.Error(address, "chunk compressed with deflate", "sound data", "damaged data", e);
        }
        return CheckLength(file, address, "deflate", result, length, more, limit, exact);
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(bytes.ToArray(), writable: false);

    private static Memory<byte> Unshuffle(ReadOnlySpan<byte> bytes, int size, byte[] result)
    {
        int count = bytes.Length / size;
        for (int b = 0; b < size; b++)
        {
            var plane = bytes.Slice(b * count, count);
            for (int i = 0, at = b; i < plane.Length; i++, at += size)
                result[at] = plane[i];
        }
        // What is left over behind whole elements is stored as it is.
        bytes[(count * size)..].CopyTo(result.AsSpan(count * size));
        return result.AsMemory(0, bytes.Length);
    }

    private static Memory<byte> CheckFletcher32(MetadataReader file, long address, Memory<byte> bytes)
    {
        if (bytes.Length < 4)
            throw file.Error(address, "fletcher32 checksum", "4 bytes", string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}"));
        var data = bytes[..^4];
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^4..]), computed = SumFletcher32(data.Span);
        // Old libraries on some machines stored the halves with their bytes swapped; both are accepted, as in the library.
        uint swapped = (computed & 0x00ff00ff) << 8 | (computed & 0xff00ff00) >> 8;
        return !file.VerifyChecksums || stored == computed || stored == swapped ? data
            : throw file.Error(address, "fletcher32 checksum", computed.ToString("x8", CultureInfo.InvariantCulture), stored.ToString("x8", CultureInfo.InvariantCulture));
    }

    private static uint SumFletcher32(ReadOnlySpan<byte> bytes)
    {
        uint a = 0, b = 0;
        while (bytes.Length >= 2)
        {
            // So many additions before the sums must be folded.
            int words = Math.Min(bytes.Length / 2, 360);
            for (int i = 0; i < words; i++)
            {
                a += BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]);
                b += a;
            }
            bytes = bytes[(2 * words)..];
            a = (a & 0xffff) + (a >> 16);
            b = (b & 0xffff) + (b >> 16);
        }
        if (bytes.Length == 1)
        {
            a += (uint)bytes[0] << 8;
            b += a;
            a = (a & 0xffff) + (a >> 16);
            b = (b & 0xffff) + (b >> 16);
        }
        a = (a & 0xffff) + (a >> 16);
        b = (b & 0xffff) + (b >> 16);
        return b << 16 | a;
    }

    private static Memory<byte> DecompressLzf(MetadataReader file, long address, ReadOnlySpan<byte> bytes, byte[] result, int limit, bool exact)
    {
        int at = 0, to = 0;
        while (at < bytes.Length)
        {
            int control = bytes[at++];
            if (control < 32)
            {
                // A run of literal bytes.
                int run = control + 1;
                if (run > bytes.Length - at || run > limit - to)
                    throw Damaged();
                bytes.Slice(at, run).CopyTo(result.AsSpan(to));
                at += run;
                to += run;
                continue;
            }
            int length = control >> 5;
            if (at + (length == 7 ? 2 : 1) > bytes.Length)
                throw Damaged();
            if (length == 7)
                length += bytes[at++];
            length += 2;
            int from = to - ((control & 31) << 8 | bytes[at++]) - 1;
            if (from < 0 || length > limit - to)
                throw Damaged();
            // The runs may overlap: byte by byte.
            for (int i = 0; i < length; i++)
                result[to++] = result[from++];
        }
        return CheckLength(file, address, "lzf", result, to, false, limit, exact);

        ModelFormatException Damaged() => file.Error(address, "chunk compressed with lzf", "sound data", "damaged data");
    }

    private static Memory<byte> CheckLength(MetadataReader file, long address, string name, byte[] result, int length, bool more, int limit, bool exact) =>
        more || exact && length != limit
            ? throw file.Error(address, $"chunk compressed with {name}", string.Create(CultureInfo.InvariantCulture, $"{limit} bytes"), more ? "more" : string.Create(CultureInfo.InvariantCulture, $"{length}"))
            : result.AsMemory(0, length);
}
