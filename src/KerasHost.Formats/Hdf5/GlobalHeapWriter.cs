namespace KerasHost.Formats.Hdf5;

/// <summary>Writes global heap collections: text of any length.</summary>
internal sealed class GlobalHeapWriter(FileAllocator file)
{
    private const int MinimumSize = 4096, HeadSize = 16, MaxObjects = ushort.MaxValue;

    private StructureBuilder? _open;
    private long _address, _size;
    private int _objects;

    /// <summary>Stores a value and gives the element that refers to it: length, collection, object.</summary>
    internal void Add(ReadOnlySpan<byte> value, StructureBuilder element)
    {
        // No object for nothing, as in the library.
        if (value.IsEmpty)
        {
            element.UInt32(0).Int64(0).UInt32(0);
            return;
        }
        long needed = HeadSize + (value.Length + 7L & ~7L);
        if (_open is null || _size - _open.Length < needed || _objects == MaxObjects)
            Start(needed);
        _open!.UInt16(++_objects).UInt16(0).UInt32(0).Int64(value.Length).Append(value).Align();
        element.UInt32(value.Length).Int64(_address).UInt32(_objects);
    }

    /// <summary>Writes the last collection.</summary>
    internal void Finish()
    {
        if (_open is null)
            return;
        // Object 0 is the free space; where its head finds no room, zeros are.
        long free = _size - _open.Length;
        if (free >= HeadSize)
            _open.UInt16(0).UInt16(0).UInt32(0).Int64(free);
        file.Write(_address, _open.Zeros((int)(_size - _open.Length)).Bytes);
        _open = null;
    }

    private void Start(long needed)
    {
        Finish();
        _size = Math.Max(MinimumSize, HeadSize + needed);
        _address = file.Reserve(_size);
        _open = new StructureBuilder().Append("GCOL"u8).UInt32(1).Int64(_size);
        _objects = 0;
    }
}
