namespace KerasHost.Plotting;

/// <summary>Columns of equal length under names: of pandas' <c>DataFrame</c>, the part that draws.</summary>
public sealed class DataFrame
{
    private readonly IReadOnlyList<(string Name, PlotValues Values)> _columns;

    internal DataFrame(FrameData data)
    {
        if (data.Columns.Select(column => column.Values.Count).Distinct().Count() > 1)
            throw new KerasValueException("All arrays must be of the same length");
        _columns = data.Columns;
    }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> columns => [.. _columns.Select(column => column.Name)];

    /// <summary>A table of named columns: <c>pd.DataFrame(history.history)</c>.</summary>
    /// <param name="data">Names with lists or arrays of numbers.</param>
    /// <exception cref="KerasValueException">The columns differ in length.</exception>
    [KerasExport("pd.DataFrame")]
    public static DataFrame Of(FrameData data) => new(data);

    /// <summary>Draws every column as a line over 0, 1, 2 … into a figure of its own, with a legend.</summary>
    /// <param name="kind">Only <c>"line"</c>.</param>
    /// <param name="ax">The diagram to draw into; null makes a figure.</param>
    /// <param name="figsize">Width and height in inches.</param>
    /// <param name="title">The text above.</param>
    /// <param name="grid">Whether to draw a grid; null leaves it off.</param>
    /// <param name="legend">Whether to put up a legend.</param>
    /// <param name="xlim">Limits of the horizontal axis.</param>
    /// <param name="ylim">Limits of the vertical axis.</param>
    /// <param name="xlabel">The text below.</param>
    /// <param name="ylabel">The text beside.</param>
    /// <param name="style">matplotlib's format strings for the columns in order.</param>
    /// <exception cref="KerasValueException">There is nothing to draw, or another kind.</exception>
    public Axes plot(
        string kind = "line", Axes? ax = null, (double width, double height)? figsize = null, string? title = null, bool? grid = null,
        bool legend = true, (double low, double high)? xlim = null, (double low, double high)? ylim = null, string? xlabel = null,
        string? ylabel = null, string[]? style = null)
    {
        if (kind != "line")
            throw new KerasValueException($"plot(kind='{kind}') is not supported here, only 'line'");
        if (_columns.Count == 0)
            throw new KerasTypeException("no numeric data to plot");
        Axes axes = ax ?? Pyplot.figure(figsize: figsize).add_subplot();
        for (int i = 0; i < _columns.Count; i++)
            axes.plot(_columns[i].Values, i < style?.Length ? style[i] : "", label: _columns[i].Name);
        if (title is not null)
            axes.set_title(title);
        if (grid is { } visible)
            axes.grid(visible);
        if (xlim is { } x)
            axes.set_xlim(x.low, x.high);
        if (ylim is { } y)
            axes.set_ylim(y.low, y.high);
        if (xlabel is not null)
            axes.set_xlabel(xlabel);
        if (ylabel is not null)
            axes.set_ylabel(ylabel);
        if (legend)
            axes.legend();
        return axes;
    }
}
