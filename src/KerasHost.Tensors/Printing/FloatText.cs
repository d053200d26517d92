using System.Globalization;
using System.Text;

namespace KerasHost.Printing;

/// <summary>Floats as text, as Python's <c>repr</c> and NumPy's scalars and arrays write them.</summary>
public static class FloatText
{
    /// <summary>Python's <c>repr</c> of a float: the shortest text that reads back as the same number, <c>1e-05</c>, <c>1e+16</c>, <c>-0.0</c>, <c>inf</c>.</summary>
    public static string Repr(double value) => double.IsFinite(value) ? Scalar(BinaryFloat.Of(value), Math.Abs(value)) : NonFinite(value);

    /// <summary>A <c>numpy.float32</c> scalar as NumPy writes it.</summary>
    public static string Repr(float value) => float.IsFinite(value) ? Scalar(BinaryFloat.Of(value), Math.Abs((double)value)) : NonFinite(value);

    /// <summary>A <c>numpy.float16</c> scalar as NumPy writes it.</summary>
    public static string Repr(Half value) => Half.IsFinite(value) ? Scalar(BinaryFloat.Of(value), Math.Abs((double)value)) : NonFinite((double)value);

    /// <summary>A bfloat16 scalar as its NumPy extension writes it: six digits at most, <c>0.333984</c>, <c>1e+10</c>, <c>1</c>.</summary>
    public static string ReprBFloat16(float value)
    {
        if (!float.IsFinite(value))
            return NonFinite(value);
        BinaryFloat number = BinaryFloat.Of(value);
        (string digits, int exponent) = DecimalDigits.Of(number, unique: false, significant: 6);
        string sign = number.Negative ? "-" : "";
        return sign + (exponent is < -4 or >= 6
            ? ScientificBody(digits, exponent, 0, Trim.All, 2)
            : PositionalBody(digits, exponent, 0, Trim.All));
    }

    internal static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    /// <summary>Writes without an exponent; pads the whole part on the left and the fraction on the right with blanks.</summary>
    internal static string Positional(BinaryFloat value, int precision, int minDigits, Trim trim, int padLeft = 0, int padRight = 0)
    {
        (string digits, int exponent) = DecimalDigits.Of(value, unique: true, fractional: precision, atLeast: minDigits);
        string body = (value.Negative ? "-" : "") + PositionalBody(digits, exponent, minDigits, trim);
        int point = body.IndexOf('.');
        int whole = point < 0 ? body.Length : point, fraction = point < 0 ? 0 : body.Length - point - 1;
        return new string(' ', Math.Max(0, padLeft - whole)) + body + new string(' ', Math.Max(0, padRight - fraction));
    }

    /// <summary>Writes one digit, the fraction and the exponent.</summary>
    internal static string Scientific(BinaryFloat value, int precision, int minDigits, Trim trim, int padLeft = 0, int exponentDigits = 2)
    {
        (string digits, int exponent) = DecimalDigits.Of(value, unique: true, significant: precision < 0 ? -1 : precision + 1, atLeast: minDigits + 1);
        string body = (value.Negative ? "-" : "") + ScientificBody(digits, exponent, minDigits, trim, exponentDigits);
        return new string(' ', Math.Max(0, padLeft - (value.Negative ? 2 : 1))) + body;
    }

    /// <summary>The digits around a point, without an exponent.</summary>
    internal static string PositionalBody(string digits, int exponent, int minFraction, Trim trim)
    {
        string whole, fraction;
        if (exponent < 0)
            (whole, fraction) = ("0", new string('0', -exponent - 1) + digits);
        else if (exponent + 1 >= digits.Length)
            (whole, fraction) = (digits + new string('0', exponent + 1 - digits.Length), "");
        else
            (whole, fraction) = (digits[..(exponent + 1)], digits[(exponent + 1)..]);
        return whole + Fraction(fraction, minFraction, trim);
    }

    /// <summary>One digit, the fraction, <c>e</c>, a sign and at least <paramref name="exponentDigits"/> digits of exponent.</summary>
    internal static string ScientificBody(string digits, int exponent, int minFraction, Trim trim, int exponentDigits)
    {
        var text = new StringBuilder();
        text.Append(digits[0]).Append(Fraction(digits[1..], minFraction, trim));
        text.Append('e').Append(exponent < 0 ? '-' : '+');
        return text.Append(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(exponentDigits, '0')).ToString();
    }

    private static string Scalar(BinaryFloat value, double magnitude) => magnitude == 0 || magnitude is >= 1e-4 and < 1e16
        ? Positional(value, -1, 0, Trim.LeaveZero)
        : Scientific(value, -1, 0, Trim.All);

    private static string Fraction(string fraction, int minFraction, Trim trim)
    {
        if (trim == Trim.Keep)
            return "." + fraction.PadRight(minFraction, '0');
        fraction = fraction.TrimEnd('0');
        if (fraction.Length > 0)
            return "." + fraction;
        return trim switch { Trim.LeavePoint => ".", Trim.LeaveZero => ".0", _ => "" };
    }
}
