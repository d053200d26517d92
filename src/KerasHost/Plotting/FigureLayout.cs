namespace KerasHost.Plotting;

/// <summary>
/// Where the diagrams of a figure stand: matplotlib's fixed margins, or, after <c>tight_layout()</c>, margins made of the texts.
/// </summary>
internal sealed class FigureLayout
{
    // What matplotlib keeps free around and between diagrams in a tight layout, in letter heights.
    private const double TightPad = 1.08;

    private readonly double _width, _height;
    private readonly Margins _outer;
    private readonly double _gapX, _gapY;
    private readonly bool _gapsAreShares;

    private FigureLayout(double width, double height, Margins outer, double gapX, double gapY, bool gapsAreShares)
    {
        _width = width;
        _height = height;
        _outer = outer;
        _gapX = gapX;
        _gapY = gapY;
        _gapsAreShares = gapsAreShares;
    }

    public static FigureLayout Of(Figure figure)
    {
        double width = figure.Width * figure.Dpi, height = figure.Height * figure.Dpi;
        var plain = new FigureLayout(width, height, new Margins(.125 * width, .12 * height, .1 * width, .11 * height), .2, .2, true);
        if (!figure.IsTight || figure.axes.Count == 0)
            return plain;
        Margins needed = default;
        foreach (Axes axes in figure.axes)
            needed = needed.Widest(new AxesRenderer(axes, plain.BoxOf(axes.Place), figure.Dpi, "").Needs());
        double pad = TightPad * 10 * figure.Dpi / 72;
        var outer = new Margins(needed.Left + pad, needed.Top + pad, needed.Right + pad, needed.Bottom + pad);
        return new FigureLayout(width, height, outer, needed.Left + needed.Right + pad, needed.Top + needed.Bottom + pad, false);
    }

    public Box BoxOf(SubplotPlace place)
    {
        (double left, double width) = Cell(_outer.Left, _width - _outer.Right, place.Columns, place.Column, _gapX);
        (double top, double height) = Cell(_outer.Top, _height - _outer.Bottom, place.Rows, place.Row, _gapY);
        return new Box(left, top, width, height);
    }

    private (double Start, double Size) Cell(double from, double to, int count, int index, double gap)
    {
        // A share is one of a cell's own size.
        double size = _gapsAreShares ? (to - from) / (count + gap * (count - 1)) : (to - from - gap * (count - 1)) / count;
        // Text that leaves no room at all still leaves a diagram.
        size = Math.Max(size, 1);
        return (from + index * (size + (_gapsAreShares ? gap * size : gap)), size);
    }
}
