using System.Globalization;

namespace KerasHost.Tests.RandomNumbers;

/// <summary>Test vectors as they are printed: bit patterns and decimal lists.</summary>
internal static class Hex
{
    public static uint[] Words(string text) =>
        Array.ConvertAll(Split(text), word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public static ulong[] LongWords(string text) =>
        Array.ConvertAll(Split(text), word => ulong.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public static long[] Numbers(string text) => Array.ConvertAll(Split(text), word => long.Parse(word, CultureInfo.InvariantCulture));

    public static uint[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new uint[values.Length];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = BitConverter.SingleToUInt32Bits(values[i]);
        return bits;
    }

    public static ulong[] Bits(ReadOnlySpan<double> values)
    {
        var bits = new ulong[values.Length];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = BitConverter.DoubleToUInt64Bits(values[i]);
        return bits;
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
