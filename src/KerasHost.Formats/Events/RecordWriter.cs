using System.Buffers.Binary;
using KerasHost.Formats.TfCheckpoint;

namespace KerasHost.Formats.Events;

/// <summary>
/// TensorFlow's record files (tensorflow/core/lib/io/record_writer.cc): each record behind its length (8 bytes) and the masked checksum of
/// the length, followed by the masked checksum of the record.
/// </summary>
internal static class RecordWriter
{
    /// <summary>Writes a record.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(head, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Crc32C.Mask(Crc32C.Extend(0, head[..8])));
        stream.Write(head);
        stream.Write(record);
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Crc32C.Mask(Crc32C.Extend(0, record)));
        stream.Write(sum);
    }
}
