using System.Numerics;

namespace KerasHost.Printing;

/// <summary>
/// The decimal digits of a binary float, exactly: the shortest that read back as the same number, or as many as asked for.
/// The free-format algorithm of Steele and White (1990), which Python's repr and NumPy's printing both follow.
/// </summary>
internal static class DecimalDigits
{
    /// <summary>Stops at no position.</summary>
    public const int NoLimit = int.MinValue;

    /// <summary>The digits and the power of ten of the first one.</summary>
    /// <param name="value">The number; its sign is ignored.</param>
    /// <param name="unique">Stop as soon as the digits tell the number from its neighbours.</param>
    /// <param name="significant">At most so many digits; -1 for no such limit.</param>
    /// <param name="fractional">At most so many digits behind the point; -1 for no such limit.</param>
    /// <param name="atLeast">When <paramref name="unique"/>: no fewer digits than this, counted as the limit is.</param>
    public static (string Digits, int Exponent) Of(BinaryFloat value, bool unique, int significant = -1, int fractional = -1, int atLeast = 0)
    {
        if (value.Mantissa == 0)
            return ("0", 0);
        bool even = (value.Mantissa & 1) == 0;
        // value = remaining / scale; below and above are half the distances to the neighbours in the same unit.
        int extra = value.UnequalMargins ? 2 : 1;
        BigInteger remaining = (BigInteger)value.Mantissa << extra, scale = BigInteger.One << extra;
        BigInteger below = BigInteger.One, above = value.UnequalMargins ? 2 : 1;
        if (value.Exponent >= 0)
        {
            remaining <<= value.Exponent;
            below <<= value.Exponent;
            above <<= value.Exponent;
        }
        else
        {
            scale <<= -value.Exponent;
        }

        int first = FirstExponent(value, remaining, scale);
        int last = fractional >= 0 ? -fractional : significant >= 0 ? first - Math.Max(significant, 1) + 1 : NoLimit;
        int enough = fractional >= 0 ? -atLeast : significant >= 0 ? first - Math.Max(atLeast, 1) + 1 : int.MaxValue;
        first = Math.Max(first, last);
        if (first > 0)
        {
            scale *= BigInteger.Pow(10, first);
        }
        else if (first < 0)
        {
            BigInteger power = BigInteger.Pow(10, -first);
            remaining *= power;
            below *= power;
            above *= power;
        }

        var digits = new List<char>(20);
        int position = first, digit;
        bool low, high;
        while (true)
        {
            digit = (int)BigInteger.DivRem(remaining, scale, out remaining);
            low = unique && remaining.CompareTo(below) is var l && (even ? l <= 0 : l < 0);
            high = unique && (remaining + above).CompareTo(scale) is var h && (even ? h >= 0 : h > 0);
            if (position == last || (unique ? (low || high) && position <= enough : remaining.IsZero))
                break;
            digits.Add((char)('0' + digit));
            remaining *= 10;
            below *= 10;
            above *= 10;
            position--;
        }

        bool up = high;
        if (low == high)
        {
            int half = (remaining * 2).CompareTo(scale);
            up = half > 0 || half == 0 && (digit & 1) == 1;
        }
        digits.Add((char)('0' + digit));
        if (up)
            first += Increment(digits);
        return (new string([.. digits]), first);
    }

    private static int FirstExponent(BinaryFloat value, BigInteger remaining, BigInteger scale)
    {
        int bits = BitOperations.Log2(value.Mantissa) + value.Exponent;
        int estimate = (int)Math.Floor(bits * 0.30102999566398120);
        // The estimate is at most one too low.
        BigInteger next = BigInteger.Pow(10, Math.Abs(estimate + 1));
        bool reaches = estimate + 1 >= 0 ? remaining >= scale * next : remaining * next >= scale;
        return reaches ? estimate + 1 : estimate;
    }

    /// <summary>Adds one in the last place; returns 1 when that made the number one digit longer.</summary>
    private static int Increment(List<char> digits)
    {
        int i = digits.Count - 1;
        while (i >= 0 && digits[i] == '9')
            i--;
        if (i < 0)
        {
            digits.Clear();
            digits.Add('1');
            return 1;
        }
        digits[i]++;
        digits.RemoveRange(i + 1, digits.Count - i - 1);
        return 0;
    }
}
