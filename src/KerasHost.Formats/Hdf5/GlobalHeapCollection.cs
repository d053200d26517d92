using System.Globalization;

namespace KerasHost.Formats.Hdf5;

/// <summary>A global heap collection (format specification III.E): variable-length values. Holds only where its objects are.</summary>
internal sealed class GlobalHeapCollection
{
    private readonly MetadataReader _file;
    private readonly long _address;
    private readonly Dictionary<ushort, (long Address, long Length)> _objects = [];

    private GlobalHeapCollection(MetadataReader file, long address) => (_file, _address) = (file, address);

    internal static GlobalHeapCollection Read(MetadataReader file, long address)
    {
        // Both heads are filled up to a multiple of eight bytes.
        int headSize = 8 + file.SizeOfLengths + 7 & ~7;
        var head = file.ReadBlock(address, headSize, "global heap collection");
        head.Expect("GCOL"u8, "global heap signature");
        head.Skip(4, "global heap version");
        long size = file.ReadLength(ref head, "global heap collection size");
        file.Source.Check(address, size, "global heap collection size");
        file.Budget.Take(address, Math.Max(0, size - headSize), "global heap collection");
        var collection = new GlobalHeapCollection(file, address);
        Span<byte> bytes = stackalloc byte[16];
        int objectHead = headSize;
        long at = headSize;
        while (size - at >= objectHead)
        {
            file.Source.Read(address + at, bytes[..objectHead], "global heap object");
            var reader = file.Open(bytes[..objectHead], address + at);
            ushort index = reader.ReadUInt16("heap object index");
            reader.Skip(6, "global heap object");
            long length = file.ReadLength(ref reader, "size of global heap object");
            // Object 0 is the free space at the end.
            if (index == 0)
                break;
            if (length < 0 || length > size - at - objectHead)
                throw file.Error(address + at, "size of global heap object", string.Create(CultureInfo.InvariantCulture, $"at most {size - at - objectHead}"), length.ToString(CultureInfo.InvariantCulture));
            collection._objects[index] = (address + at + objectHead, length);
            at += objectHead + (length + 7 & ~7);
        }
        return collection;
    }

    /// <summary>The bytes of an object.</summary>
    /// <param name="index">Which object.</param>
    /// <param name="length">Its length as the reference to it says.</param>
    /// <param name="budget">What the bytes count against.</param>
    internal ReadOnlyMemory<byte> ReadObject(uint index, long length, ReadBudget budget)
    {
        if (index > ushort.MaxValue || !_objects.TryGetValue((ushort)index, out var found))
            throw _file.Error(_address, "global heap object index", "an object of the collection", index.ToString(CultureInfo.InvariantCulture));
        if (length > found.Length)
            throw _file.Error(found.Address, "length of a variable-length value", string.Create(CultureInfo.InvariantCulture, $"at most {found.Length}"), length.ToString(CultureInfo.InvariantCulture));
        return _file.ReadBytes(found.Address, length, "global heap object", budget);
    }
}
