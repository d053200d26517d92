using System.Runtime.CompilerServices;

namespace KerasHost.RandomNumbers;

/// <summary>How TensorFlow makes numbers of Philox words: unit intervals and the Box–Muller transform.</summary>
internal static class PhiloxNumbers
{
    /// <summary>A float in [0, 1) with 23 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float UnitSingle(uint word) => BitConverter.UInt32BitsToSingle(0x3F800000 | (word & 0x7FFFFF)) - 1f;

    /// <summary>A double in [0, 1) with 52 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double UnitDouble(uint x0, uint x1) =>
        BitConverter.UInt64BitsToDouble(0x3FFul << 52 | (ulong)(x0 & 0xFFFFF) << 32 | x1) - 1.0;

    /// <summary>Two standard normal floats of two words; the sine comes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BoxMuller(uint x0, uint x1, out float z0, out float z1)
    {
        float u1 = UnitSingle(x0);
        if (u1 < 1e-7f)
            u1 = 1e-7f;
        float v1 = (float)(2.0 * Math.PI * UnitSingle(x1));
        float u2 = MathF.Sqrt(-2f * LibM.Log(u1));
        LibM.SinCos(v1, out float sin, out float cos);
        z0 = sin * u2;
        z1 = cos * u2;
    }

    /// <summary>
    /// Two standard normal doubles of four words. The functions are the C library's, as in TensorFlow, so that on Linux the bits agree.
    /// </summary>
    public static void BoxMuller(uint x0, uint x1, uint x2, uint x3, out double z0, out double z1)
    {
        double u1 = UnitDouble(x0, x1);
        if (u1 < 1e-7)
            u1 = 1e-7;
        double v1 = 2.0 * Math.PI * UnitDouble(x2, x3);
        double u2 = Math.Sqrt(-2.0 * Math.Log(u1));
        z0 = Math.Sin(v1) * u2;
        z1 = Math.Cos(v1) * u2;
    }
}
