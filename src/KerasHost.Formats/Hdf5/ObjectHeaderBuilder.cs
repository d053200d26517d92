namespace KerasHost.Formats.Hdf5;

/// <summary>Builds an object header of version 1 in one block.</summary>
internal sealed class ObjectHeaderBuilder
{
    /// <summary>The most that a message can hold.</summary>
    internal const int MaxMessage = ushort.MaxValue & ~7;

    private readonly StructureBuilder _messages = new();
    private int _count;

    internal ObjectHeaderBuilder Add(HeaderMessageType type, ReadOnlySpan<byte> data, bool constant = false)
    {
        _messages.UInt16((int)type).UInt16(data.Length + 7 & ~7).Byte(constant ? 1 : 0).Zeros(3).Append(data).Align();
        _count++;
        return this;
    }

    internal long Write(FileAllocator file) =>
        file.Append(new StructureBuilder().Byte(1).Byte(0).UInt16(_count).UInt32(1).UInt32(_messages.Length).UInt32(0).Append(_messages.Bytes).Bytes);
}
