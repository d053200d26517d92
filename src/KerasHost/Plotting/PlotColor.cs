using System.Globalization;

namespace KerasHost.Plotting;

/// <summary>matplotlib's ways of naming a colour, turned into what SVG understands.</summary>
internal static class PlotColor
{
    /// <summary>The colours that lines take in turn: matplotlib's <c>tab10</c>.</summary>
    private static readonly string[] s_cycle =
    [
        "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf",
    ];

    private static readonly string[] s_cycleNames =
    [
        "blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan",
    ];

    // The names of CSS, which SVG knows as well.
    private static readonly HashSet<string> s_named = [.. (
        "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue " +
        "chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey " +
        "darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray " +
        "darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen " +
        "fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki " +
        "lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen " +
        "lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime " +
        "limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue " +
        "mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive " +
        "olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum " +
        "powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver " +
        "skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white " +
        "whitesmoke yellow yellowgreen").Split(' ')];

    /// <summary>The colour of the n-th line.</summary>
    public static string Cycle(int n) => s_cycle[n % s_cycle.Length];

    /// <summary>matplotlib's colours of one letter, or null.</summary>
    public static string? Letter(char letter) => letter switch
    {
        'b' => "#0000ff",
        'g' => "#008000",
        'r' => "#ff0000",
        'c' => "#00bfbf",
        'm' => "#bf00bf",
        'y' => "#bfbf00",
        'k' => "#000000",
        'w' => "#ffffff",
        _ => null,
    };

    /// <summary>A colour as SVG writes it.</summary>
    /// <exception cref="KerasValueException">No colour of matplotlib's.</exception>
    public static string Parse(string color)
    {
        if (color.Length == 1 && Letter(color[0]) is { } letter)
            return letter;
        if (color.Length >= 2 && color[0] == 'C' && int.TryParse(color.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int n))
            return Cycle(n);
        string lower = color.ToLowerInvariant();
        if (lower.StartsWith("tab:", StringComparison.Ordinal))
        {
            int index = Array.IndexOf(s_cycleNames, lower[4..].Replace("grey", "gray", StringComparison.Ordinal));
            if (index >= 0)
                return s_cycle[index];
        }
        if (s_named.Contains(lower))
            return lower;
        if (lower.Length is 4 or 7 && lower[0] == '#' && lower.AsSpan(1).IndexOfAnyExcept("0123456789abcdef") < 0)
            return lower.Length == 7 ? lower : $"#{lower[1]}{lower[1]}{lower[2]}{lower[2]}{lower[3]}{lower[3]}";
        if (double.TryParse(color, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double grey) && grey is >= 0 and <= 1)
        {
            int level = (int)Math.Round(grey * 255);
            return $"#{level:x2}{level:x2}{level:x2}";
        }
        throw new KerasValueException(
            $"'{color}' is not a valid color: use a letter (bgrcmykw), 'C0' … 'C9', 'tab:blue' and the like, a CSS name, '#rrggbb' or a grey level from '0' to '1'");
    }
}
