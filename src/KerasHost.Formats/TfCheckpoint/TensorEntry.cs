using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>Where the values of a tensor are (<c>BundleEntryProto</c>).</summary>
/// <param name="Info">Name, type and shape.</param>
/// <param name="Shard">The number of the data file.</param>
/// <param name="Offset">Where the values begin in it.</param>
/// <param name="Size">Their bytes.</param>
/// <param name="Crc">Their checksum, masked.</param>
/// <param name="InParts">Whether the values are in several other entries, as those of partitioned variables.</param>
internal sealed record TensorEntry(TensorInfo Info, int Shard, long Offset, long Size, uint Crc, bool InParts)
{
    /// <summary>Reads an entry of an index.</summary>
    /// <exception cref="ModelFormatException">It is damaged, or of a type that is not read here.</exception>
    public static TensorEntry Read(string name, TableEntry entry, FileSource source)
    {
        int type = 0, shard = 0;
        long offset = 0, size = 0;
        uint crc = 0;
        bool inParts = false;
        Shape shape = Shape.Of([]);
        var reader = new ProtoReader(entry.Reader(source));
        while (reader.Next("BundleEntryProto"))
            switch (reader.Number)
            {
                case 1: type = reader.ReadInt32("dtype of " + name); break;
                case 2: shape = TensorShape.Read(reader.ReadMessage("shape of " + name), "shape of " + name); break;
                case 3: shard = reader.ReadInt32("shard of " + name); break;
                case 4: offset = reader.ReadInt64("offset of " + name); break;
                case 5: size = reader.ReadInt64("size of " + name); break;
                case 6: crc = reader.ReadFixed32("checksum of " + name); break;
                case 7:
                    inParts = true;
                    reader.Skip();
                    break;
                default: reader.Skip(); break;
            }
        DType dtype = TensorFlowType.Find(type) ?? throw source.Error(entry.Offset, "dtype of " + name, "a type of numbers or text", TensorFlowType.Describe(type));
        var result = new TensorEntry(new(name, dtype, shape), shard, offset, size, crc, inParts);
        if (!inParts && dtype.Code != DTypeCode.String && size != result.Info.ByteLength)
            throw source.Error(entry.Offset, "size of " + name, string.Create(CultureInfo.InvariantCulture, $"{result.Info.ByteLength} bytes for {shape} of {dtype}"), size.ToString(CultureInfo.InvariantCulture));
        // A string takes at least the byte of its length.
        if (!inParts && dtype.Code == DTypeCode.String && size < shape.Size)
            throw source.Error(entry.Offset, "size of " + name, string.Create(CultureInfo.InvariantCulture, $"at least {shape.Size} bytes"), size.ToString(CultureInfo.InvariantCulture));
        return result;
    }

    /// <summary>The entry as an index holds it.</summary>
    public byte[] Write()
    {
        var writer = new ProtoWriter();
        writer.Add(1, TensorFlowType.NumberOf(Info.DType));
        writer.Add(2, TensorShape.Write(Info.Shape));
        writer.Add(3, Shard);
        writer.Add(4, Offset);
        writer.Add(5, Size);
        writer.AddFixed32(6, Crc);
        return writer.ToArray();
    }
}
