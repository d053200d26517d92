namespace KerasHost.Printing;

/// <summary>A format specification as Python reads it: <c>[[fill]align][sign][#][0][width][grouping][.precision][type]</c>.</summary>
internal readonly record struct FormatSpec(
    string Fill, char Align, char Sign, bool Alternate, bool ZeroPadded, int Width, char Grouping, int Precision, char Type)
{
    /// <summary>Reads a specification; 0 stands for what it does not say, -1 for no precision.</summary>
    /// <exception cref="KerasValueException">It is none.</exception>
    public static FormatSpec Parse(string spec)
    {
        int i = 0;
        string fill = " ";
        char align = '\0', sign = '\0', grouping = '\0', type = '\0';
        bool alternate = false, zero = false;
        if (spec.Length >= 2 && IsAlign(spec[1]))
        {
            fill = spec[..1];
            align = spec[1];
            i = 2;
        }
        else if (spec.Length >= 1 && IsAlign(spec[0]))
        {
            align = spec[0];
            i = 1;
        }
        if (i < spec.Length && spec[i] is '+' or '-' or ' ')
            sign = spec[i++];
        if (i < spec.Length && spec[i] == '#')
        {
            alternate = true;
            i++;
        }
        if (align == '\0' && i < spec.Length && spec[i] == '0')
        {
            fill = "0";
            zero = true;
            i++;
        }
        int width = Number(spec, ref i) ?? 0;
        if (i < spec.Length && spec[i] is ',' or '_')
            grouping = spec[i++];
        int precision = -1;
        if (i < spec.Length && spec[i] == '.')
        {
            i++;
            precision = Number(spec, ref i) ?? throw new KerasValueException("Format specifier missing precision");
        }
        if (i < spec.Length)
            type = spec[i++];
        if (i < spec.Length)
            throw new KerasValueException($"Invalid format specifier '{spec}'");
        return new(fill, align, sign, alternate, zero, width, grouping, precision, type);
    }

    private static bool IsAlign(char c) => c is '<' or '>' or '=' or '^';

    private static int? Number(string spec, ref int i)
    {
        int start = i, value = 0;
        for (; i < spec.Length && char.IsAsciiDigit(spec[i]); i++)
            value = value <= 99_999_999 ? value * 10 + spec[i] - '0' : throw new KerasValueException("Too many decimal digits in format string");
        return i > start ? value : null;
    }
}
