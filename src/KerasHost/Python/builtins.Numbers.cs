using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Python;

public static partial class builtins
{
    /// <summary>|x|</summary>
    public static T abs<T>(T x)
        where T : INumberBase<T>
        => T.Abs(x);

    /// <summary>|x|, element by element.</summary>
    public static NDArray abs(NDArray x) => np.abs(x);

    /// <summary>The sum of numbers.</summary>
    [OverloadResolutionPriority(1)]
    public static T sum<T>(IEnumerable<T> iterable)
        where T : INumberBase<T>
    {
        T total = T.Zero;
        foreach (T item in iterable)
            total += item;
        return total;
    }

    /// <summary>How many are true.</summary>
    [OverloadResolutionPriority(1)]
    public static int sum(IEnumerable<bool> iterable) => iterable.Count(b => b);

    /// <summary>The sum along the first axis.</summary>
    public static NDArray sum(NDArray iterable) => iterable.sum(0);

    /// <summary>The smallest item, or element of an array.</summary>
    /// <exception cref="KerasValueException">There are none.</exception>
    public static T min<T>(IEnumerable<T> iterable) => iterable is NDArray array ? (T)(object)array.min() : min(iterable, item => item);

    /// <summary>The item of which a function makes the smallest value, the first of several.</summary>
    /// <exception cref="KerasValueException">There are none.</exception>
    public static T min<T, TKey>(IEnumerable<T> iterable, Func<T, TKey> key) => Extreme(iterable, key, -1, "min");

    /// <summary>The smallest of numbers.</summary>
    public static T min<T>(T a, T b, params T[] more)
        where T : INumber<T>
        => min([a, b, .. more]);

    /// <summary>The largest item, or element of an array.</summary>
    /// <exception cref="KerasValueException">There are none.</exception>
    public static T max<T>(IEnumerable<T> iterable) => iterable is NDArray array ? (T)(object)array.max() : max(iterable, item => item);

    /// <summary>The item of which a function makes the largest value, the first of several.</summary>
    /// <exception cref="KerasValueException">There are none.</exception>
    public static T max<T, TKey>(IEnumerable<T> iterable, Func<T, TKey> key) => Extreme(iterable, key, 1, "max");

    /// <summary>The largest of numbers.</summary>
    public static T max<T>(T a, T b, params T[] more)
        where T : INumber<T>
        => max([a, b, .. more]);

    /// <summary>The nearest integer, of two the even one.</summary>
    public static long round(double number) => checked((long)Math.Round(number, MidpointRounding.ToEven));

    /// <summary>The nearest number of so many decimals.</summary>
    /// <param name="number">The number.</param>
    /// <param name="ndigits">Digits behind the point; negative ones before it.</param>
    public static double round(double number, int ndigits)
    {
        if (!double.IsFinite(number))
            return number;
        if (ndigits >= 0)
            return double.Parse(PythonFormat.Format(number, $".{ndigits}f"), CultureInfo.InvariantCulture);
        double unit = Math.Pow(10, -ndigits);
        return Math.Round(number / unit, MidpointRounding.ToEven) * unit;
    }

    /// <summary>The elements rounded, halves to the even neighbour.</summary>
    public static NDArray round(NDArray number, int ndigits = 0) => number.round(ndigits);

    /// <summary>The quotient rounded down and the remainder with the divisor's sign.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static (long, long) divmod(long a, long b) =>
        b == 0 ? throw new DivideByZeroException("integer division or modulo by zero") : (PythonDivision.Floor(a, b), PythonDivision.Remainder(a, b));

    private static T Extreme<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, int sign, string name)
    {
        IComparer<TKey> order = PythonOrder.Of<TKey>();
        using IEnumerator<T> all = items.GetEnumerator();
        if (!all.MoveNext())
            throw new KerasValueException($"{name}() arg is an empty sequence");
        T best = all.Current;
        TKey bestKey = key(best);
        while (all.MoveNext())
        {
            TKey next = key(all.Current);
            if (Math.Sign(order.Compare(next, bestKey)) == sign)
                (best, bestKey) = (all.Current, next);
        }
        return best;
    }
}
