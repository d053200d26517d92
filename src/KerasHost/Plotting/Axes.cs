namespace KerasHost.Plotting;

/// <summary>
/// One diagram of a figure: lines, limits, titles, grid and legend (<c>matplotlib.axes.Axes</c>).
/// </summary>
public sealed class Axes
{
    private readonly List<Line2D> _lines = [];
    private readonly AxisLimits _x = new(), _y = new();
    private int _colors;

    internal Axes(SubplotPlace place) => Place = place;

    /// <summary>Where it stands in its figure.</summary>
    internal SubplotPlace Place { get; }

    /// <summary>What has been drawn, in order.</summary>
    public IReadOnlyList<Line2D> lines => _lines;

    internal Caption Title { get; private set; } = new("", 12);

    internal Caption XLabel { get; private set; } = new("", 10);

    internal Caption YLabel { get; private set; } = new("", 10);

    internal GridStyle? XGrid { get; private set; }

    internal GridStyle? YGrid { get; private set; }

    internal Legend? Legend { get; private set; }

    internal bool IsFrameOn { get; private set; } = true;

    /// <summary>Draws a line over 0, 1, 2 …</summary>
    /// <inheritdoc cref="plot(PlotValues, PlotValues, string, string, string, string, string, string, double?, double?, string, double?, double?, double?)"/>
    public Line2D[] plot(
        PlotValues y, string fmt = "", string? label = null, string? color = null, string? c = null, string? linestyle = null,
        string? ls = null, double? linewidth = null, double? lw = null, string? marker = null, double? markersize = null,
        double? ms = null, double? alpha = null) =>
        plot(PlotValues.Positions(y.Count), y, fmt, label, color, c, linestyle, ls, linewidth, lw, marker, markersize, ms, alpha);

    /// <summary>Draws a line through points.</summary>
    /// <param name="x">The points' first coordinates.</param>
    /// <param name="y">The points' second coordinates; NaN leaves a gap.</param>
    /// <param name="fmt">Colour, marker and line style in one, as <c>"bo"</c> or <c>"r--"</c>.</param>
    /// <param name="label">The name in the legend.</param>
    /// <param name="color">A colour; without one the next of matplotlib's cycle.</param>
    /// <param name="c">Short for <paramref name="color"/>.</param>
    /// <param name="linestyle"><c>"-"</c>, <c>"--"</c>, <c>"-."</c>, <c>":"</c> or <c>"None"</c>.</param>
    /// <param name="ls">Short for <paramref name="linestyle"/>.</param>
    /// <param name="linewidth">Width in points.</param>
    /// <param name="lw">Short for <paramref name="linewidth"/>.</param>
    /// <param name="marker">A marker's character, as <c>"o"</c>.</param>
    /// <param name="markersize">Size in points.</param>
    /// <param name="ms">Short for <paramref name="markersize"/>.</param>
    /// <param name="alpha">Opacity, 0 … 1.</param>
    /// <exception cref="KerasValueException">x and y differ in length, or an argument means nothing.</exception>
    public Line2D[] plot(
        PlotValues x, PlotValues y, string fmt = "", string? label = null, string? color = null, string? c = null,
        string? linestyle = null, string? ls = null, double? linewidth = null, double? lw = null, string? marker = null,
        double? markersize = null, double? ms = null, double? alpha = null)
    {
        if (x.Count != y.Count)
            throw new KerasValueException($"x and y must have same first dimension, but have shapes ({x.Count},) and ({y.Count},)");
        if (alpha is < 0 or > 1)
            throw new KerasValueException($"alpha ({alpha:R}) is outside 0-1 range");
        LineFormat format = LineFormat.Parse(fmt);
        string? named = OneOf(color, c, "color", "c"), style = OneOf(linestyle, ls, "linestyle", "ls");
        // A colour of its own does not use one of the cycle up.
        string drawn = named is not null ? PlotColor.Parse(named) : format.Color ?? PlotColor.Cycle(_colors++);
        var line = new Line2D(x.ToArray(), y.ToArray(), drawn)
        {
            Label = label,
            LineStyle = style is null ? format.LineStyle : LineFormat.ParseStyle(style),
            LineWidth = OneOf(linewidth, lw, "linewidth", "lw") ?? 1.5,
            Marker = marker is null ? format.Marker : ParseMarker(marker),
            MarkerSize = OneOf(markersize, ms, "markersize", "ms") ?? 6,
            Alpha = alpha ?? 1,
        };
        _lines.Add(line);
        return [line];
    }

    /// <summary>The text above the diagram.</summary>
    /// <param name="label">The text.</param>
    /// <param name="fontsize">Size in points.</param>
    public void set_title(string label, double fontsize = 12) => Title = new(label, fontsize);

    /// <summary>The text below the horizontal axis.</summary>
    /// <param name="xlabel">The text.</param>
    /// <param name="fontsize">Size in points.</param>
    public void set_xlabel(string xlabel, double fontsize = 10) => XLabel = new(xlabel, fontsize);

    /// <summary>The text beside the vertical axis.</summary>
    /// <param name="ylabel">The text.</param>
    /// <param name="fontsize">Size in points.</param>
    public void set_ylabel(string ylabel, double fontsize = 10) => YLabel = new(ylabel, fontsize);

    /// <summary>The limits of the horizontal axis.</summary>
    public (double left, double right) get_xlim() => _x.Of(_lines.SelectMany(line => line.X));

    /// <summary>The limits of the vertical axis.</summary>
    public (double bottom, double top) get_ylim() => _y.Of(_lines.SelectMany(line => line.Y));

    /// <summary>Sets the limits of the horizontal axis; null leaves one as it is.</summary>
    /// <exception cref="KerasValueException">A limit is not finite.</exception>
    public (double left, double right) set_xlim(double? left = null, double? right = null)
    {
        _x.Set(left, right, get_xlim());
        return get_xlim();
    }

    /// <summary>Sets the limits of the vertical axis; null leaves one as it is.</summary>
    /// <exception cref="KerasValueException">A limit is not finite.</exception>
    public (double bottom, double top) set_ylim(double? bottom = null, double? top = null)
    {
        _y.Set(bottom, top, get_ylim());
        return get_ylim();
    }

    /// <summary>Sets the limits of both axes.</summary>
    /// <param name="limits">xmin, xmax, ymin, ymax.</param>
    /// <exception cref="KerasValueException">Not four finite numbers.</exception>
    public (double xmin, double xmax, double ymin, double ymax) axis(PlotValues limits)
    {
        if (limits.Count != 4)
            throw new KerasValueException($"The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]. Received {limits.Count} numbers");
        set_xlim(limits[0], limits[1]);
        set_ylim(limits[2], limits[3]);
        return axis();
    }

    /// <summary>Turns the frame with its ticks and labels <c>"on"</c> or <c>"off"</c>.</summary>
    /// <exception cref="KerasValueException">Another word.</exception>
    public (double xmin, double xmax, double ymin, double ymax) axis(string option)
    {
        IsFrameOn = option switch
        {
            "on" => true,
            "off" => false,
            _ => throw new KerasValueException($"axis('{option}') is not supported here: use 'on', 'off' or limits [xmin, xmax, ymin, ymax]"),
        };
        return axis();
    }

    /// <summary>The limits of both axes.</summary>
    public (double xmin, double xmax, double ymin, double ymax) axis()
    {
        (double left, double right) = get_xlim();
        (double bottom, double top) = get_ylim();
        return (left, right, bottom, top);
    }

    /// <summary>Turns the grid on or off; without arguments it changes over.</summary>
    /// <param name="visible">On or off.</param>
    /// <param name="axis"><c>"both"</c>, <c>"x"</c> (vertical lines) or <c>"y"</c>.</param>
    /// <param name="color">The lines' colour.</param>
    /// <param name="linestyle">The lines' style.</param>
    /// <param name="linewidth">Width in points.</param>
    /// <param name="alpha">Opacity, 0 … 1.</param>
    /// <exception cref="KerasValueException">An argument means nothing.</exception>
    public void grid(
        bool? visible = null, string axis = "both", string? color = null, string? linestyle = null, double? linewidth = null,
        double? alpha = null)
    {
        if (axis is not ("both" or "x" or "y"))
            throw new KerasValueException($"'{axis}' is not a valid value for axis; supported values are 'x', 'y', 'both'");
        bool styled = color is not null || linestyle is not null || linewidth is not null || alpha is not null;
        var style = new GridStyle(
            color is null ? "#b0b0b0" : PlotColor.Parse(color),
            linestyle is null ? LineStyle.Solid : LineFormat.ParseStyle(linestyle),
            linewidth ?? 0.8,
            alpha ?? 1);
        if (axis != "y")
            XGrid = visible ?? (styled || XGrid is null) ? style : null;
        if (axis != "x")
            YGrid = visible ?? (styled || YGrid is null) ? style : null;
    }

    /// <summary>Puts up a legend of the lines that have a label.</summary>
    /// <param name="labels">Names for the lines in order, instead of their labels.</param>
    /// <param name="loc"><c>"best"</c>, <c>"upper right"</c>, <c>"upper left"</c>, <c>"lower left"</c>, <c>"lower right"</c>,
    /// <c>"right"</c>, <c>"center left"</c>, <c>"center right"</c>, <c>"lower center"</c>, <c>"upper center"</c> or <c>"center"</c>.</param>
    /// <param name="fontsize">Size in points.</param>
    /// <exception cref="KerasValueException">Not a location.</exception>
    public void legend(string[]? labels = null, string loc = "best", double fontsize = 10)
    {
        List<LegendEntry> entries = labels is null
            ? [.. _lines.Where(line => line.IsListed).Select(line => new LegendEntry(line, line.Label!))]
            : [.. _lines.Zip(labels, (line, text) => new LegendEntry(line, text))];
        LegendPlacing.Check(loc);
        if (entries.Count == 0)
            Console.Error.WriteLine(
                "No artists with labels found to put in legend.  Note that artists whose label start with an underscore are ignored when legend() is called with no argument.");
        Legend = new Legend(entries, loc, fontsize);
    }

    private static char? ParseMarker(string marker)
    {
        if (marker is "" or " " or "None" or "none")
            return null;
        if (marker.Length == 1 && MarkerShape.Exists(marker[0]))
            return marker[0];
        throw new KerasValueException($"Unrecognized marker style '{marker}'");
    }

    private static T? OneOf<T>(T? name, T? alias, string nameText, string aliasText)
    {
        if (name is not null && alias is not null)
            throw new KerasTypeException($"Got both '{nameText}' and '{aliasText}', which are aliases of one another");
        return name is not null ? name : alias;
    }
}
