namespace KerasHost.Plotting;

/// <summary>
/// <c>matplotlib.pyplot</c>: draws into the current figure and diagram, making them when there are none. Figures are written as SVG;
/// <see cref="show"/> writes them to files, since there is no display.
/// </summary>
public static class Pyplot
{
    private static readonly SortedDictionary<int, Figure> s_figures = [];
    private static Figure? s_current;
    private static int s_shown;

    /// <summary>Makes a figure, or makes the one of that number current.</summary>
    /// <param name="num">The number; null for a new figure.</param>
    /// <param name="figsize">Width and height in inches; 6.4 by 4.8 without.</param>
    /// <param name="dpi">Pixels an inch; 100 without.</param>
    /// <exception cref="KerasValueException">A size that is not positive.</exception>
    [KerasExport("plt.figure")]
    public static Figure figure(int? num = null, (double width, double height)? figsize = null, double? dpi = null)
    {
        int number = num ?? (s_figures.Count == 0 ? 1 : s_figures.Keys.Last() + 1);
        if (!s_figures.TryGetValue(number, out Figure? found))
            s_figures.Add(number, found = new Figure(number, figsize, dpi));
        return s_current = found;
    }

    /// <summary>The current figure.</summary>
    [KerasExport("plt.gcf")]
    public static Figure gcf() => s_current ?? figure();

    /// <summary>The current diagram.</summary>
    [KerasExport("plt.gca")]
    public static Axes gca() => gcf().Current ?? gcf().add_subplot();

    /// <summary>Makes the diagram of a grid's cell current.</summary>
    /// <param name="nrows">Rows of the grid.</param>
    /// <param name="ncols">Columns of the grid.</param>
    /// <param name="index">From 1, row by row.</param>
    /// <exception cref="KerasValueException">No such cell.</exception>
    [KerasExport("plt.subplot")]
    public static Axes subplot(int nrows, int ncols, int index) => gcf().add_subplot(nrows, ncols, index);

    /// <summary>Makes the diagram of a grid's cell current.</summary>
    /// <param name="pos">Rows, columns and index as three digits: <c>211</c>.</param>
    /// <exception cref="KerasValueException">Not three digits, or no such cell.</exception>
    [KerasExport("plt.subplot")]
    public static Axes subplot(int pos = 111)
    {
        if (pos is < 100 or > 999)
            throw new KerasValueException($"Integer subplot specification must be a three-digit number, not {pos}");
        return gcf().add_subplot(pos / 100, pos / 10 % 10, pos % 10);
    }

    /// <summary>Makes a figure with one diagram.</summary>
    /// <param name="figsize">Width and height in inches.</param>
    /// <param name="dpi">Pixels an inch.</param>
    [KerasExport("plt.subplots")]
    public static (Figure fig, Axes ax) subplots((double width, double height)? figsize = null, double? dpi = null)
    {
        Figure made = figure(figsize: figsize, dpi: dpi);
        return (made, made.add_subplot());
    }

    /// <summary>Makes a figure with a grid of diagrams.</summary>
    /// <param name="nrows">Rows of the grid.</param>
    /// <param name="ncols">Columns of the grid.</param>
    /// <param name="figsize">Width and height in inches.</param>
    /// <param name="dpi">Pixels an inch.</param>
    /// <exception cref="KerasValueException">No rows or no columns.</exception>
    [KerasExport("plt.subplots")]
    public static (Figure fig, AxesGrid axes) subplots(
        int nrows, int ncols = 1, (double width, double height)? figsize = null, double? dpi = null)
    {
        if (nrows < 1 || ncols < 1)
            throw new KerasValueException($"Number of rows and columns must be positive integers, not {nrows} and {ncols}");
        Figure made = figure(figsize: figsize, dpi: dpi);
        var axes = new Axes[nrows * ncols];
        for (int i = 0; i < axes.Length; i++)
            axes[i] = made.add_subplot(nrows, ncols, i + 1);
        return (made, new AxesGrid(axes, nrows, ncols));
    }

    /// <summary>Draws a line over 0, 1, 2 …</summary>
    /// <inheritdoc cref="Axes.plot(PlotValues, string, string, string, string, string, string, double?, double?, string, double?, double?, double?)"/>
    [KerasExport("plt.plot")]
    public static Line2D[] plot(
        PlotValues y, string fmt = "", string? label = null, string? color = null, string? c = null, string? linestyle = null,
        string? ls = null, double? linewidth = null, double? lw = null, string? marker = null, double? markersize = null,
        double? ms = null, double? alpha = null) =>
        gca().plot(y, fmt, label, color, c, linestyle, ls, linewidth, lw, marker, markersize, ms, alpha);

    /// <inheritdoc cref="Axes.plot(PlotValues, PlotValues, string, string, string, string, string, string, double?, double?, string, double?, double?, double?)"/>
    [KerasExport("plt.plot")]
    public static Line2D[] plot(
        PlotValues x, PlotValues y, string fmt = "", string? label = null, string? color = null, string? c = null,
        string? linestyle = null, string? ls = null, double? linewidth = null, double? lw = null, string? marker = null,
        double? markersize = null, double? ms = null, double? alpha = null) =>
        gca().plot(x, y, fmt, label, color, c, linestyle, ls, linewidth, lw, marker, markersize, ms, alpha);

    /// <summary>The text above the diagram.</summary>
    /// <param name="label">The text.</param>
    /// <param name="fontsize">Size in points.</param>
    [KerasExport("plt.title")]
    public static void title(string label, double fontsize = 12) => gca().set_title(label, fontsize);

    /// <summary>The text below the horizontal axis.</summary>
    /// <param name="xlabel">The text.</param>
    /// <param name="fontsize">Size in points.</param>
    [KerasExport("plt.xlabel")]
    public static void xlabel(string xlabel, double fontsize = 10) => gca().set_xlabel(xlabel, fontsize);

    /// <summary>The text beside the vertical axis.</summary>
    /// <param name="ylabel">The text.</param>
    /// <param name="fontsize">Size in points.</param>
    [KerasExport("plt.ylabel")]
    public static void ylabel(string ylabel, double fontsize = 10) => gca().set_ylabel(ylabel, fontsize);

    /// <inheritdoc cref="Axes.legend"/>
    [KerasExport("plt.legend")]
    public static void legend(string[]? labels = null, string loc = "best", double fontsize = 10) => gca().legend(labels, loc, fontsize);

    /// <inheritdoc cref="Axes.grid"/>
    [KerasExport("plt.grid")]
    public static void grid(
        bool? visible = null, string axis = "both", string? color = null, string? linestyle = null, double? linewidth = null,
        double? alpha = null) => gca().grid(visible, axis, color, linestyle, linewidth, alpha);

    /// <inheritdoc cref="Axes.axis(PlotValues)"/>
    [KerasExport("plt.axis")]
    public static (double xmin, double xmax, double ymin, double ymax) axis(PlotValues limits) => gca().axis(limits);

    /// <inheritdoc cref="Axes.axis(string)"/>
    [KerasExport("plt.axis")]
    public static (double xmin, double xmax, double ymin, double ymax) axis(string option) => gca().axis(option);

    /// <inheritdoc cref="Axes.axis()"/>
    [KerasExport("plt.axis")]
    public static (double xmin, double xmax, double ymin, double ymax) axis() => gca().axis();

    /// <summary>Sets the limits of the horizontal axis; null leaves one as it is. Returns both.</summary>
    /// <exception cref="KerasValueException">A limit is not finite.</exception>
    [KerasExport("plt.xlim")]
    public static (double left, double right) xlim(double? left = null, double? right = null) =>
        left is null && right is null ? gca().get_xlim() : gca().set_xlim(left, right);

    /// <summary>Sets the limits of the horizontal axis.</summary>
    /// <param name="limits">Left and right.</param>
    /// <exception cref="KerasValueException">Not two finite numbers.</exception>
    [KerasExport("plt.xlim")]
    public static (double left, double right) xlim(PlotValues limits) => gca().set_xlim(Two(limits)[0], limits[1]);

    /// <summary>Sets the limits of the vertical axis; null leaves one as it is. Returns both.</summary>
    /// <exception cref="KerasValueException">A limit is not finite.</exception>
    [KerasExport("plt.ylim")]
    public static (double bottom, double top) ylim(double? bottom = null, double? top = null) =>
        bottom is null && top is null ? gca().get_ylim() : gca().set_ylim(bottom, top);

    /// <summary>Sets the limits of the vertical axis.</summary>
    /// <param name="limits">Bottom and top.</param>
    /// <exception cref="KerasValueException">Not two finite numbers.</exception>
    [KerasExport("plt.ylim")]
    public static (double bottom, double top) ylim(PlotValues limits) => gca().set_ylim(Two(limits)[0], limits[1]);

    /// <inheritdoc cref="Figure.tight_layout"/>
    [KerasExport("plt.tight_layout")]
    public static void tight_layout() => gcf().tight_layout();

    /// <summary>Writes the current figure as SVG.</summary>
    /// <inheritdoc cref="Figure.savefig"/>
    [KerasExport("plt.savefig")]
    public static void savefig(string fname, double? dpi = null) => gcf().savefig(fname, dpi);

    /// <summary>
    /// Writes every open figure as <c>figure_1.svg</c>, <c>figure_2.svg</c> … into the folder that KERASHOST_FIGURES names, or the
    /// current one, prints its path and closes it, as closing matplotlib's window does.
    /// </summary>
    [KerasExport("plt.show")]
    public static void show()
    {
        string? named = Environment.GetEnvironmentVariable("KERASHOST_FIGURES");
        string folder = string.IsNullOrEmpty(named) ? Directory.GetCurrentDirectory() : Path.GetFullPath(named);
        if (s_figures.Count > 0)
            Directory.CreateDirectory(folder);
        foreach (Figure open in s_figures.Values.ToList())
        {
            string path = Path.Combine(folder, $"figure_{++s_shown}.svg");
            open.savefig(path);
            Console.Out.WriteLine(path);
            Close(open);
        }
    }

    /// <summary>Closes the current figure, or <c>"all"</c>.</summary>
    /// <exception cref="KerasValueException">Another word.</exception>
    [KerasExport("plt.close")]
    public static void close(string? fig = null)
    {
        if (fig is not (null or "all"))
            throw new KerasValueException($"plt.close('{fig}'): only \"all\" or no argument is supported here");
        foreach (Figure open in s_figures.Values.Where(f => fig is "all" || f == s_current).ToList())
            Close(open);
    }

    /// <summary>Makes a diagram current (<c>plt.sca</c>).</summary>
    /// <exception cref="KerasValueException">The diagram's figure is closed.</exception>
    [KerasExport("plt.sca")]
    public static void sca(Axes ax)
    {
        s_current = s_figures.Values.FirstOrDefault(f => f.axes.Contains(ax))
            ?? throw new KerasValueException("the diagram's figure has been closed");
        s_current.MakeCurrent(ax);
    }

    /// <summary>No figures, and the next shown one is the first again.</summary>
    internal static void Reset()
    {
        s_figures.Clear();
        s_current = null;
        s_shown = 0;
    }

    private static void Close(Figure figure)
    {
        s_figures.Remove(figure.number);
        if (s_current == figure)
            s_current = s_figures.Count == 0 ? null : s_figures.Values.Last();
    }

    private static PlotValues Two(PlotValues limits) => limits.Count == 2
        ? limits
        : throw new KerasValueException($"limits must be two numbers. Received {limits.Count}");
}
