namespace KerasHost.Plotting;

/// <summary>matplotlib's format strings: colour, marker and line style in one, as <c>"bo"</c> or <c>"r--"</c>.</summary>
/// <param name="Color">What SVG understands, or null for the next of the cycle.</param>
/// <param name="Marker">The marker, or null for none.</param>
/// <param name="LineStyle">The style; <see cref="LineStyle.None"/> when only a marker is given.</param>
internal readonly record struct LineFormat(string? Color, char? Marker, LineStyle LineStyle)
{
    /// <summary>Reads a format string.</summary>
    /// <exception cref="KerasValueException">A character that has no meaning, or two of a kind.</exception>
    public static LineFormat Parse(string text)
    {
        string? color = null;
        char? marker = null;
        LineStyle? style = null;
        for (int i = 0; i < text.Length;)
        {
            if (StyleAt(text, i, out int length) is { } found)
            {
                if (style is not null)
                    throw Wrong(text, "two linestyle symbols");
                style = found;
                i += length;
                continue;
            }
            if (text[i] == 'C' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
            {
                if (color is not null)
                    throw Wrong(text, "two color symbols");
                color = PlotColor.Parse(text.Substring(i, 2));
                i += 2;
                continue;
            }
            if (MarkerShape.Exists(text[i]))
            {
                if (marker is not null)
                    throw Wrong(text, "two marker symbols");
                marker = text[i];
            }
            else if (PlotColor.Letter(text[i]) is { } letter)
            {
                if (color is not null)
                    throw Wrong(text, "two color symbols");
                color = letter;
            }
            else
            {
                throw Wrong(text, $"unrecognized character '{text[i]}'");
            }
            i++;
        }
        return new LineFormat(color, marker, style ?? (marker is null ? LineStyle.Solid : LineStyle.None));
    }

    /// <summary>Reads the argument <c>linestyle</c>: a symbol or a name.</summary>
    /// <exception cref="KerasValueException">No line style of matplotlib's.</exception>
    public static LineStyle ParseStyle(string text) => text switch
    {
        "-" or "solid" => LineStyle.Solid,
        "--" or "dashed" => LineStyle.Dashed,
        "-." or "dashdot" => LineStyle.DashDot,
        ":" or "dotted" => LineStyle.Dotted,
        "" or " " or "None" or "none" => LineStyle.None,
        _ => throw new KerasValueException(
            $"'{text}' is not a valid value for ls; supported values are '-', '--', '-.', ':', 'None', ' ', '', 'solid', 'dashed', 'dashdot', 'dotted'"),
    };

    private static LineStyle? StyleAt(string text, int i, out int length)
    {
        string two = i + 1 < text.Length ? text.Substring(i, 2) : "";
        length = two is "--" or "-." ? 2 : 1;
        return two switch
        {
            "--" => LineStyle.Dashed,
            "-." => LineStyle.DashDot,
            _ => text[i] switch { '-' => LineStyle.Solid, ':' => LineStyle.Dotted, _ => null },
        };
    }

    private static KerasValueException Wrong(string text, string why) => new($"'{text}' is not a valid format string ({why})");
}
