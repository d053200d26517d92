namespace KerasHost.Formats.Hdf5;

/// <summary>Dataspace messages of version 1.</summary>
internal static class DataspaceEncoder
{
    internal static byte[] Encode(Shape shape)
    {
        var message = new StructureBuilder().Byte(1).Byte(shape.Rank).Zeros(6);
        foreach (int dim in shape.Dims)
            message.Int64(dim);
        return message.Bytes.ToArray();
    }
}
