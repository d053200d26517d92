using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>Division as Python rounds it: towards minus infinity, the remainder with the sign of the divisor.</summary>
internal static class PythonDivision
{
    /// <summary>a // b; an integer divided by zero is 0, as in NumPy.</summary>
    public static T Floor<T>(T a, T b)
        where T : unmanaged, INumber<T>
    {
        if (IsFloat<T>())
            return Divide(a, b).Quotient;
        if (T.IsZero(b))
            return T.Zero;
        // The one quotient that does not fit: the smallest number divided by -1 stays itself.
        if (b == -T.One)
            return -a;
        T quotient = a / b;
        return T.IsNegative(a) != T.IsNegative(b) && quotient * b != a ? quotient - T.One : quotient;
    }

    /// <summary>a % b; an integer's remainder by zero is 0, as in NumPy.</summary>
    public static T Remainder<T>(T a, T b)
        where T : unmanaged, INumber<T>
    {
        if (IsFloat<T>())
            return Divide(a, b).Remainder;
        if (T.IsZero(b) || b == -T.One)
            return T.Zero;
        T rest = a % b;
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(b) ? rest + b : rest;
    }

    private static (T Quotient, T Remainder) Divide<T>(T a, T b)
        where T : unmanaged, INumber<T>
    {
        T rest = a % b;
        if (T.IsZero(b))
            return (a / b, rest);
        T quotient = (a - rest) / b;
        if (!T.IsZero(rest))
        {
            if (T.IsNegative(b) != T.IsNegative(rest))
            {
                rest += b;
                quotient -= T.One;
            }
        }
        else
        {
            rest = T.IsNegative(b) ? -T.Zero : T.Zero;
        }
        if (T.IsZero(quotient))
            return (T.IsNegative(a / b) ? -T.Zero : T.Zero, rest);
        T floor = T.CreateTruncating(Math.Floor(double.CreateTruncating(quotient)));
        if (quotient - floor > T.CreateTruncating(0.5))
            floor += T.One;
        return (floor, rest);
    }

    private static bool IsFloat<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half);
}
