using System.Globalization;

namespace KerasHost.Formats.Hdf5;

/// <summary>A fixed array (format specification VII.C): the chunk index of a dataset that cannot grow.</summary>
internal static class FixedArray
{
    internal static ArrayElements Read(MetadataReader file, long address, ReadBudget budget)
    {
        const string field = "fixed array header";
        var reader = file.ReadChecked(address, 12 + file.SizeOfLengths + file.SizeOfOffsets, field, budget);
        reader.Expect("FAHD"u8, "fixed array signature");
        reader.Skip(1, "fixed array version");
        int client = reader.ReadByte("fixed array client");
        int elementSize = reader.ReadByte("fixed array entry size");
        int pageBits = reader.ReadByte("fixed array page bits");
        long count = file.ReadLength(ref reader, "number of entries");
        long block = file.ReadAddress(ref reader, "fixed array data block address");
        if (client > 1 || elementSize == 0 || pageBits > 30)
            throw file.Error(address, field, "client 0 or 1, entries, pages of at most 2^30",
                string.Create(CultureInfo.InvariantCulture, $"client {client}, entry size {elementSize}, page bits {pageBits}"));
        if (count < 0 || count > file.Source.Length)
            throw file.Error(address, "number of entries", "at most one a byte of the file", count.ToString(CultureInfo.InvariantCulture));
        return new(client == 1, elementSize, block < 0 ? [] : Elements(file, address, block, client, elementSize, count, 1L << pageBits, budget));
    }

    private static IEnumerable<(long, ReadOnlyMemory<byte>, long)> Elements(
        MetadataReader file, long header, long block, int client, int elementSize, long count, long pageSize, ReadBudget budget)
    {
        const string field = "fixed array data block";
        bool paged = count > pageSize;
        long pages = paged ? (count + pageSize - 1) / pageSize : 0;
        int bitmapSize = (int)((pages + 7) / 8), headSize = 6 + file.SizeOfOffsets;
        long length = headSize + bitmapSize + (paged ? 0 : count * elementSize) + 4;
        var bytes = file.ReadCheckedBytes(block, length, field, budget);
        CheckHead(file, bytes, block, header, client);
        if (!paged)
        {
            for (long i = 0; i < count; i++)
                yield return (i, bytes.Slice(headSize + (int)(i * elementSize), elementSize), block + headSize + i * elementSize);
            yield break;
        }
        long at = block + length;
        for (long page = 0; page < pages; page++)
        {
            long first = page * pageSize, here = Math.Min(pageSize, count - first);
            // Pages without their bit were never written; the most significant bit is the first page.
            if ((bytes.Span[headSize + (int)(page / 8)] & 0x80 >> (int)(page % 8)) != 0)
            {
                var elements = file.ReadCheckedBytes(at, here * elementSize + 4, "fixed array page", budget);
                for (int i = 0; i < here; i++)
                    yield return (first + i, elements.Slice(i * elementSize, elementSize), at + i * elementSize);
            }
            at += pageSize * elementSize + 4;
        }
    }

    private static void CheckHead(MetadataReader file, ReadOnlyMemory<byte> bytes, long block, long header, int client)
    {
        var reader = file.Open(bytes.Span, block);
        reader.Expect("FADB"u8, "fixed array data block signature");
        reader.Skip(1, "fixed array data block version");
        int found = reader.ReadByte("fixed array data block client");
        long owner = file.ReadAddress(ref reader, "fixed array header address");
        if (found != client || owner != header)
            throw file.Error(block, "fixed array data block", string.Create(CultureInfo.InvariantCulture, $"client {client} of header {header}"),
                string.Create(CultureInfo.InvariantCulture, $"client {found} of header {owner}"));
    }
}
