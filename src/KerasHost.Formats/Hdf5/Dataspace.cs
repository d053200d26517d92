using System.Globalization;

namespace KerasHost.Formats.Hdf5;

/// <summary>A dataspace message (format specification IV.A.2.b), versions 1 and 2: the shape of a dataset or attribute.</summary>
internal sealed record Dataspace(bool IsNull, long[] Dimensions, long[] MaximumDimensions)
{
    private const int MaxRank = 32;

    /// <summary>The number of elements.</summary>
    internal long Count { get; private init; }

    internal static Dataspace Read(MetadataReader file, HeaderMessage message)
    {
        var reader = message.Open(file);
        int version = reader.ReadByte("dataspace version");
        if (version is not (1 or 2))
            throw file.Error(message.Offset, "dataspace version", "1 or 2", version.ToString(CultureInfo.InvariantCulture));
        int rank = reader.ReadByte("dataspace dimensionality");
        byte flags = reader.ReadByte("dataspace flags");
        int type = reader.ReadByte("dataspace type");
        if (version == 1)
            reader.Skip(4, "dataspace");
        if (rank > MaxRank)
            throw file.Error(message.Offset + 1, "dataspace dimensionality", "at most 32", rank.ToString(CultureInfo.InvariantCulture));
        if (version == 2 && type > 2)
            throw file.Error(message.Offset + 3, "dataspace type", "0 to 2", type.ToString(CultureInfo.InvariantCulture));
        var dimensions = new long[rank];
        var maximum = new long[rank];
        long count = 1;
        bool anyZero = false;
        for (int i = 0; i < rank; i++)
        {
            var before = reader;
            dimensions[i] = maximum[i] = file.ReadLength(ref reader, "dimension size");
            if (dimensions[i] is < 0 or > int.MaxValue)
                throw before.Error("dimension size", "at most 2^31 - 1", dimensions[i].ToString(CultureInfo.InvariantCulture));
            anyZero |= dimensions[i] == 0;
            count = anyZero ? 0 : Math.BigMul(count, dimensions[i], out long low) == 0 && low >= 0 ? low
                : throw before.Error("dimension sizes", "less than 2^63 elements", string.Join(" x ", dimensions));
        }
        if ((flags & 1) != 0)
            for (int i = 0; i < rank; i++)
            {
                // -1 is unlimited; the maximum may exceed what an array can hold.
                maximum[i] = file.ReadLength(ref reader, "maximum dimension size");
                if (maximum[i] >= 0 && maximum[i] < dimensions[i])
                    throw reader.Error("maximum dimension size", "at least the size " + dimensions[i].ToString(CultureInfo.InvariantCulture), maximum[i].ToString(CultureInfo.InvariantCulture));
            }
        bool isNull = version == 2 && type == 2;
        return new(isNull, dimensions, maximum) { Count = isNull ? 0 : count };
    }
}
