using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>Powers of numbers.</summary>
internal static class Powers
{
    /// <summary>a to the power of b; integers wrap.</summary>
    public static T Power<T>(T a, T b)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(double))
            return T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b)));
        // In double, so that the narrower type rounds once.
        if (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
            return T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b)));
        T result = T.One;
        for (ulong exponent = ulong.CreateTruncating(b); exponent > 0; exponent >>= 1, a *= a)
            if ((exponent & 1) == 1)
                result *= a;
        return result;
    }
}
