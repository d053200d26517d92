using System.Globalization;
using System.Numerics;
using System.Text;

namespace KerasHost.Printing;

/// <summary>Python's <c>format(value, spec)</c>: <c>.4f</c>, <c>10.3e</c>, <c>,</c>, <c>5d</c>, <c>.1%</c>, <c>^20</c> and the rest of its little language.</summary>
public static class PythonFormat
{
    /// <summary>The value as the specification says.</summary>
    /// <param name="value">A number, bool or string.</param>
    /// <param name="spec">Python's format specification; empty means <c>str(value)</c>.</param>
    /// <exception cref="KerasValueException">The specification is none, or not one for such a value.</exception>
    public static string Format(object? value, string spec)
    {
        if (spec.Length == 0)
            return PythonText.Str(value);
        FormatSpec parsed = FormatSpec.Parse(spec);
        return value switch
        {
            string text => FormatText(text, parsed),
            bool b => FormatInteger(b ? 1 : 0, parsed),
            double d => FormatFloat(d, parsed),
            float f => FormatFloat(f, parsed),
            Half h => FormatFloat((double)h, parsed),
            BigInteger big => FormatInteger(big, parsed),
            ulong u => FormatInteger(u, parsed),
            sbyte or short or int or long or byte or ushort or uint => FormatInteger(Convert.ToInt64(value, CultureInfo.InvariantCulture), parsed),
            _ => throw new KerasTypeException($"unsupported format string '{spec}' passed to {value?.GetType().Name ?? "NoneType"}.__format__"),
        };
    }

    private static string FormatText(string text, FormatSpec spec)
    {
        if (spec.Type is not ('\0' or 's'))
            throw Unknown(spec.Type, "str");
        if (spec.Sign != '\0')
            throw new KerasValueException("Sign not allowed in string format specifier");
        if (spec.Align == '=')
            throw new KerasValueException("'=' alignment not allowed in string format specifier");
        if (spec.Alternate)
            throw new KerasValueException("Alternate form (#) not allowed in string format specifier");
        if (spec.Grouping != '\0')
            throw new KerasValueException($"Cannot specify '{spec.Grouping}' with 's'.");
        if (spec.Precision >= 0 && spec.Precision < PythonText.Length(text))
            text = string.Concat(text.EnumerateRunes().Take(spec.Precision));
        return Pad(text, 0, spec, spec.Align == '\0' ? '<' : spec.Align);
    }

    private static string FormatInteger(BigInteger value, FormatSpec spec)
    {
        if (spec.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
            return FormatFloat((double)value, spec);
        if (spec.Precision >= 0)
            throw new KerasValueException("Precision not allowed in integer format specifier");
        BigInteger magnitude = BigInteger.Abs(value);
        string prefix = "", digits;
        switch (spec.Type)
        {
            case '\0' or 'd' or 'n':
                digits = magnitude.ToString(CultureInfo.InvariantCulture);
                break;
            case 'x' or 'X':
                digits = magnitude.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0');
                prefix = "0x";
                break;
            case 'o':
                digits = InBase(magnitude, 8);
                prefix = "0o";
                break;
            case 'b':
                digits = InBase(magnitude, 2);
                prefix = "0b";
                break;
            case 'c':
                return FormatCharacter(value, spec);
            default:
                throw Unknown(spec.Type, "int");
        }
        if (spec.Grouping == ',' && spec.Type is not ('\0' or 'd'))
            throw new KerasValueException($"Cannot specify ',' with '{spec.Type}'.");
        string text = Assemble(value.Sign < 0, spec.Alternate ? prefix : "", digits, "", spec, spec.Type is '\0' or 'd' ? 3 : 4);
        return spec.Type == 'X' ? text.ToUpperInvariant() : text;
    }

    private static string FormatCharacter(BigInteger value, FormatSpec spec)
    {
        if (spec.Sign != '\0')
            throw new KerasValueException("Sign not allowed with integer format specifier 'c'");
        if (value < 0 || value > 0x10FFFF)
            throw new KerasValueException("%c arg not in range(0x110000)");
        return Pad(char.ConvertFromUtf32((int)value), 0, spec, spec.Align == '\0' ? '>' : spec.Align);
    }

    private static string FormatFloat(double value, FormatSpec spec)
    {
        bool upper = spec.Type is 'E' or 'F' or 'G';
        char type = char.ToLowerInvariant(spec.Type);
        if (type is not ('\0' or 'e' or 'f' or 'g' or 'n' or '%'))
            throw Unknown(spec.Type, "float");
        bool negative = double.IsNegative(value) && !double.IsNaN(value);
        string text;
        if (type == '%')
            value *= 100;
        if (!double.IsFinite(value))
        {
            text = double.IsNaN(value) ? "nan" : "inf";
            text = Assemble(negative, "", "", text + (type == '%' ? "%" : ""), spec, 0);
        }
        else
        {
            string body = Body(Math.Abs(value), type, spec);
            int whole = 0;
            while (whole < body.Length && char.IsAsciiDigit(body[whole]))
                whole++;
            text = Assemble(negative, "", body[..whole], body[whole..] + (type == '%' ? "%" : ""), spec, 3);
        }
        return upper ? text.ToUpperInvariant() : text;
    }

    private static string Body(double value, char type, FormatSpec spec)
    {
        BinaryFloat number = BinaryFloat.Of(value);
        if (type == '\0' && spec.Precision < 0)
            return FloatText.Repr(value);
        int precision = spec.Precision < 0 ? 6 : spec.Precision;
        Trim bare = spec.Alternate || precision > 0 ? Trim.Keep : Trim.All;
        if (type is 'f' or '%')
        {
            (string fixedDigits, int fixedExponent) = DecimalDigits.Of(number, unique: false, fractional: precision);
            return FloatText.PositionalBody(fixedDigits, fixedExponent, precision, bare);
        }
        if (type == 'e')
        {
            (string eDigits, int eExponent) = DecimalDigits.Of(number, unique: false, significant: precision + 1);
            return FloatText.ScientificBody(eDigits, eExponent, precision, bare, 2);
        }
        precision = Math.Max(precision, 1);
        (string digits, int exponent) = DecimalDigits.Of(number, unique: false, significant: precision);
        // Without a type the result must still look like a float: 1.0, not 1.
        bool plain = type == '\0';
        if (exponent < -4 || exponent >= (plain ? Math.Max(precision - 1, 1) : precision))
            return FloatText.ScientificBody(digits, exponent, precision - 1, spec.Alternate ? Trim.Keep : Trim.All, 2);
        return FloatText.PositionalBody(digits, exponent, precision - 1 - exponent, spec.Alternate ? Trim.Keep : plain ? Trim.LeaveZero : Trim.All);
    }

    private static string Assemble(bool negative, string prefix, string whole, string rest, FormatSpec spec, int groupSize)
    {
        string sign = negative ? "-" : spec.Sign is '+' or ' ' ? spec.Sign.ToString() : "";
        char align = spec.Align != '\0' ? spec.Align : spec.ZeroPadded ? '=' : '>';
        if (spec.Grouping != '\0' && whole.Length > 0)
        {
            string grouped = Group(whole, spec.Grouping, groupSize);
            // Zeros in front are grouped like digits.
            while (spec.ZeroPadded && sign.Length + prefix.Length + grouped.Length + rest.Length < spec.Width)
            {
                whole = "0" + whole;
                grouped = Group(whole, spec.Grouping, groupSize);
            }
            whole = grouped;
        }
        return Pad(sign + prefix + whole + rest, sign.Length + prefix.Length, spec, align);
    }

    private static string Group(string digits, char separator, int size)
    {
        var text = new StringBuilder();
        for (int i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % size == 0)
                text.Append(separator);
            text.Append(digits[i]);
        }
        return text.ToString();
    }

    private static string Pad(string text, int lead, FormatSpec spec, char align)
    {
        int missing = spec.Width - PythonText.Length(text);
        if (missing <= 0)
            return text;
        int left = align switch { '<' => 0, '^' => missing / 2, _ => missing };
        string before = string.Concat(Enumerable.Repeat(spec.Fill, left));
        string after = string.Concat(Enumerable.Repeat(spec.Fill, missing - left));
        return align == '=' ? text[..lead] + before + text[lead..] : before + text + after;
    }

    private static string InBase(BigInteger value, int radix)
    {
        var digits = new StringBuilder();
        do
        {
            digits.Insert(0, (char)('0' + (int)(value % radix)));
            value /= radix;
        }
        while (!value.IsZero);
        return digits.ToString();
    }

    private static KerasValueException Unknown(char type, string kind) => new($"Unknown format code '{type}' for object of type '{kind}'");
}
