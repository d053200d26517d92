using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>Unpacks Snappy's raw format, in which tables of old checkpoints are.</summary>
internal static class Snappy
{
    // A copy of two bytes repeats up to 64: nothing packs better.
    private const long MaxRatio = 32;

    /// <summary>The contents of a packed block.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static byte[] Unpack(FieldReader packed)
    {
        long available = packed.Remaining;
        ulong length = packed.ReadVarint("length of a Snappy block");
        if (length > (ulong)(available * MaxRatio))
            throw packed.Error("length of a Snappy block", $"at most {MaxRatio} times the packed bytes", $"{length}");
        var result = new byte[length];
        int at = 0;
        while (packed.Remaining > 0)
        {
            byte tag = packed.ReadByte("Snappy tag");
            if ((tag & 3) == 0)
            {
                int count = tag >> 2;
                if (count >= 60)
                    count = (int)Math.Min(packed.ReadUInt(count - 59, "Snappy literal"), int.MaxValue - 1);
                count++;
                if (count > result.Length - at)
                    throw packed.Error("Snappy literal", $"at most {result.Length - at} bytes", $"{count}");
                packed.ReadBytes(count, "Snappy literal").CopyTo(result.AsSpan(at));
                at += count;
                continue;
            }
            int run = (tag & 3) == 1 ? 4 + (tag >> 2 & 7) : 1 + (tag >> 2);
            long back = (tag & 3) switch
            {
                1 => (tag >> 5 << 8) | packed.ReadByte("Snappy offset"),
                2 => packed.ReadUInt16("Snappy offset"),
                _ => packed.ReadUInt32("Snappy offset"),
            };
            if (back == 0 || back > at || run > result.Length - at)
                throw packed.Error("Snappy copy", $"an offset up to {at} and a length up to {result.Length - at}", $"{back} and {run}");
            // Byte by byte: a copy may overlap itself.
            for (int i = 0; i < run; i++, at++)
                result[at] = result[at - back];
        }
        return at == result.Length ? result : throw packed.Error("Snappy block", $"{result.Length} bytes", $"{at}");
    }
}
