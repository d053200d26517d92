namespace KerasHost.Printing;

/// <summary>A finite float taken apart: <c>±Mantissa · 2^Exponent</c>, whatever its width was.</summary>
/// <param name="Mantissa">The integer mantissa, with the hidden bit.</param>
/// <param name="Exponent">The power of two of the mantissa's last bit.</param>
/// <param name="UnequalMargins">True at a power of two, where the neighbour below is only half as far as the one above.</param>
/// <param name="Negative">The sign bit, also of zero.</param>
internal readonly record struct BinaryFloat(ulong Mantissa, int Exponent, bool UnequalMargins, bool Negative)
{
    public static BinaryFloat Of(double value) => Split(BitConverter.DoubleToUInt64Bits(value), 52, 11);

    public static BinaryFloat Of(float value) => Split(BitConverter.SingleToUInt32Bits(value), 23, 8);

    public static BinaryFloat Of(Half value) => Split(BitConverter.HalfToUInt16Bits(value), 10, 5);

    private static BinaryFloat Split(ulong bits, int mantissaBits, int exponentBits)
    {
        ulong fraction = bits & ((1UL << mantissaBits) - 1);
        int field = (int)(bits >> mantissaBits) & ((1 << exponentBits) - 1);
        bool negative = bits >> (mantissaBits + exponentBits) != 0;
        int lowest = 2 - (1 << (exponentBits - 1)) - mantissaBits;
        if (field == 0)
            return new(fraction, lowest, false, negative);
        return new(fraction | 1UL << mantissaBits, lowest + field - 1, field != 1 && fraction == 0, negative);
    }
}
