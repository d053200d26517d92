using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>One message of an object header.</summary>
/// <param name="Type">What it holds.</param>
/// <param name="Flags">Bit 1: the message is shared, the data say where it is. Bit 3: fail if the type is unknown.</param>
/// <param name="CreationOrder">Position among the object's attributes in order of creation, where the header tracks it.</param>
/// <param name="Data">The contents.</param>
/// <param name="Offset">Address of the contents.</param>
internal sealed record HeaderMessage(HeaderMessageType Type, byte Flags, int CreationOrder, ReadOnlyMemory<byte> Data, long Offset)
{
    internal bool IsShared => (Flags & 0x02) != 0;

    internal FieldReader Open(MetadataReader file) => file.Open(Data.Span, Offset);
}
