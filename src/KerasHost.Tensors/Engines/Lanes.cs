using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasHost.Engines;

/// <summary>Numbers in every element of a vector, for <see cref="IUpdate"/>.</summary>
internal static class Lanes
{
    /// <summary>A number, rounded to the type, in every element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> All<T>(double value) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Create(T.CreateTruncating(value));

    /// <summary>The larger elements; NaN where one is NaN. Vector.Max loses NaN after the mode of denormal numbers was changed (.NET 10, AVX-512).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Max<T>(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.GreaterThan(a, b) | ~Vector.Equals(a, a), a, b);

    /// <summary>The smaller elements; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Min<T>(Vector<T> a, Vector<T> b) => Vector.ConditionalSelect(Vector.LessThan(a, b) | ~Vector.Equals(a, a), a, b);

    /// <summary>Every element to a power. Rounded once from double precision: differences of powers are taken.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector<T> Power<T>(Vector<T> values, double exponent) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (exponent == 0.5)
            return Vector.SquareRoot(values);
        double rounded = double.CreateTruncating(T.CreateTruncating(exponent));
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        values.CopyTo(lanes);
        foreach (ref T lane in lanes)
            lane = T.CreateTruncating(Math.Pow(double.CreateTruncating(lane), rounded));
        return new(lanes);
    }
}
