using System.Globalization;

namespace KerasHost.Text;

/// <summary>Python's <c>{:.4f}</c> and <c>{:.4e}</c>, written into a span without allocating.</summary>
/// <remarks>
/// .NET rounds an exact half away from zero and writes three digits of exponent; Python rounds it to the even digit and writes two.
/// </remarks>
internal static class PercentFormat
{
    /// <summary>Room that any result of <see cref="Fixed"/> with up to nine decimals fits in.</summary>
    public const int MaxLength = 336;

    /// <summary>Python's <c>{:.Nf}</c>.</summary>
    /// <param name="value">The number; infinities and NaN are written as <c>inf</c> and <c>nan</c>.</param>
    /// <param name="decimals">N, 0 to 9.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> characters.</param>
    /// <returns>How many characters were written.</returns>
    public static int Fixed(double value, int decimals, Span<char> destination)
    {
        if (!double.IsFinite(value))
            return Special(value, destination);
        Span<char> format = ['F', (char)('0' + decimals)];
        // A half at this decimal is an odd multiple of 2^-(decimals + 1), which doubles hold exactly.
        double halves = Math.Abs(value) * (1L << (decimals + 1));
        bool half = halves < 1L << 53 && halves % 2 == 1;
        if (!half)
        {
            value.TryFormat(destination, out int written, format, CultureInfo.InvariantCulture);
            return written;
        }
        if (decimals == 0)
        {
            Math.Round(value, MidpointRounding.ToEven).TryFormat(destination, out int written, "F0", CultureInfo.InvariantCulture);
            return written;
        }
        // One decimal more ends in the 5 to be rounded; the digit before it decides.
        Span<char> longer = ['F', (char)('1' + decimals)];
        Span<char> exact = stackalloc char[MaxLength];
        if (decimals == 9 || !value.TryFormat(exact, out int length, longer, CultureInfo.InvariantCulture) || ((exact[length - 2] - '0') & 1) != 0)
        {
            value.TryFormat(destination, out int written, format, CultureInfo.InvariantCulture);
            return written;
        }
        exact[..(length - 1)].CopyTo(destination);
        return length - 1;
    }

    /// <summary>Python's <c>{:.4e}</c>.</summary>
    /// <param name="value">The number; infinities and NaN are written as <c>inf</c> and <c>nan</c>.</param>
    /// <param name="destination">At least 16 characters.</param>
    /// <returns>How many characters were written.</returns>
    public static int Exponent4(double value, Span<char> destination)
    {
        if (!double.IsFinite(value))
            return Special(value, destination);
        Span<char> text = stackalloc char[96];
        // Sixty digits tell an exact half from a near one.
        value.TryFormat(text, out int length, "e60", CultureInfo.InvariantCulture);
        int point = text.IndexOf('.');
        ReadOnlySpan<char> rest = text.Slice(point + 6, 55);
        bool half = text[point + 5] == '5' && !rest.ContainsAnyExcept('0');
        bool down = half && ((text[point + 4] - '0') & 1) == 0;
        if (down)
        {
            text[point + 5] = '0';
            int mantissa = point + 5;
            text[..mantissa].CopyTo(destination);
            return mantissa + WriteExponent(text[(point + 61)..length], destination[mantissa..]);
        }
        value.TryFormat(text, out length, "e4", CultureInfo.InvariantCulture);
        int end = text[..length].IndexOf('e');
        text[..end].CopyTo(destination);
        return end + WriteExponent(text[end..length], destination[end..]);
    }

    /// <summary>How many characters Python counts in a text: code points, not UTF-16 units.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char c in text)
        {
            if (!char.IsLowSurrogate(c))
                count++;
        }
        return count;
    }

    // "e-005" to "e-05".
    private static int WriteExponent(ReadOnlySpan<char> exponent, Span<char> destination)
    {
        exponent[..2].CopyTo(destination);
        ReadOnlySpan<char> digits = exponent[2..];
        while (digits.Length > 2 && digits[0] == '0')
            digits = digits[1..];
        digits.CopyTo(destination[2..]);
        return 2 + digits.Length;
    }

    private static int Special(double value, Span<char> destination)
    {
        string text = double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        text.CopyTo(destination);
        return text.Length;
    }
}
