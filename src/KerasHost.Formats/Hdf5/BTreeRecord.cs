using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>A record of a B-tree of version 2.</summary>
internal sealed record BTreeRecord(ReadOnlyMemory<byte> Bytes, long Address)
{
    internal FieldReader Reader(MetadataReader file) => file.Open(Bytes.Span, Address);
}
