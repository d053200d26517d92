using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace KerasHost.Saving;

/// <summary>Configuration values as Python's <c>repr</c> writes them.</summary>
internal static class PythonText
{
    /// <summary>A value of a configuration.</summary>
    internal static string Repr(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        string text => Quote(text),
        float single => Repr((double)single),
        double number => Repr(number),
        DType type => Quote(type.name),
        IEnumerable<KeyValuePair<string, object?>> pairs => "{" + string.Join(", ", pairs.Select(p => $"{Quote(p.Key)}: {Repr(p.Value)}")) + "}",
        Shape shape => shape.ToString(),
        ITuple tuple => Tuple(Enumerable.Range(0, tuple.Length).Select(i => Repr(tuple[i])).ToArray()),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Repr)) + "]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A float: the shortest digits that read back the same, exponents below 1e-4 and from 1e16 on.</summary>
    internal static string Repr(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        double size = Math.Abs(value);
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (size is >= 1e-4 and < 1e16)
        {
            string plain = shortest.Contains('E') ? value.ToString("0.###################", CultureInfo.InvariantCulture) : shortest;
            return plain.Contains('.') ? plain : plain + ".0";
        }
        return Scientific(shortest);
    }

    private static string Scientific(string shortest)
    {
        string sign = shortest[0] == '-' ? "-" : "";
        string body = shortest[sign.Length..];
        int e = body.IndexOf('E');
        int exponent = e < 0 ? 0 : int.Parse(body.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? body : body[..e];
        int point = mantissa.IndexOf('.');
        string digits = mantissa.Replace(".", "");
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        int zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits[zeros..].TrimEnd('0');
        exponent -= zeros;
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Tuple(string[] parts) => parts.Length == 1 ? $"({parts[0]},)" : $"({string.Join(", ", parts)})";

    private static string Quote(string text)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        string body = text.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t");
        return quote + (quote == '\'' ? body.Replace("'", "\\'") : body) + quote;
    }
}
