namespace KerasHost.Plotting;

/// <summary>Draws one diagram into its box. Lengths in points are matplotlib's defaults.</summary>
internal sealed class AxesRenderer
{
    private const double TickFont = 10, TickLength = 3.5, TickPad = 3.5, TickWidth = 0.8, FrameWidth = 0.8, TitlePad = 6, LabelPad = 4;

    // Of a letter's size: how high digits and capitals are, and how far letters reach up and down.
    private const double CapHeight = 0.73, Ascent = 0.76, Descent = 0.24;

    private readonly Axes _axes;
    private readonly Box _box;
    private readonly double _point;
    private readonly string _clip;
    private readonly Scale _x, _y;
    private readonly AxisTicks _xTicks, _yTicks;

    public AxesRenderer(Axes axes, Box box, double dpi, string clip)
    {
        _axes = axes;
        _box = box;
        _point = dpi / 72;
        _clip = clip;
        (double left, double right) = axes.get_xlim();
        (double bottom, double top) = axes.get_ylim();
        _x = new Scale(left, right, box.Left, box.Right);
        _y = new Scale(bottom, top, box.Bottom, box.Top);
        _xTicks = AxisTicks.Of(_x, box.Width / _point, TickFont, horizontal: true);
        _yTicks = AxisTicks.Of(_y, box.Height / _point, TickFont, horizontal: false);
    }

    // How far tick labels stand from the frame.
    private double LabelDistance => (TickLength + TickPad) * _point;

    private double TickSize => TickFont * _point;

    /// <summary>How much room the texts outside the frame take.</summary>
    public Margins Needs()
    {
        if (!_axes.IsFrameOn)
            return new Margins(0, TitleHeight(), 0, 0);
        double left = LabelDistance + _yTicks.WidestLabel(TickSize);
        if (_axes.YLabel.Text.Length > 0)
            left += (LabelPad + _axes.YLabel.Size) * _point;
        double bottom = LabelDistance + TickSize;
        if (_axes.XLabel.Text.Length > 0)
            bottom += (LabelPad + _axes.XLabel.Size) * _point;
        double right = 0;
        for (int i = 0; i < _xTicks.Positions.Length; i++)
            right = Math.Max(right, _x.Pixel(_xTicks.Positions[i]) + TextMeasure.Width(_xTicks.Labels[i], TickSize) / 2 - _box.Right);
        return new Margins(left, Math.Max(TickSize * CapHeight / 2, ExponentHeight + TitleHeight()), right, bottom);
    }

    // The common power of ten stands between the frame and the title.
    private double ExponentHeight => _yTicks.Exponent == 0 ? 0 : TickSize + 3 * _point;

    private double TitleHeight() => _axes.Title.Text.Length == 0 ? 0 : (TitlePad + _axes.Title.Size) * _point;

    public void Draw(SvgWriter svg)
    {
        using IDisposable group = svg.Group("axes");
        svg.Clip(_clip, _box);
        if (_axes.IsFrameOn)
        {
            svg.Rectangle(_box, "#ffffff");
            DrawGrid(svg);
            DrawTicks(svg);
        }
        foreach (Line2D line in _axes.lines)
            DrawLine(svg, line);
        if (_axes.IsFrameOn)
        {
            using (svg.Group("frame"))
                svg.Rectangle(_box, "none", stroke: "#000000", strokeWidth: FrameWidth * _point);
            DrawTickLabels(svg);
            DrawAxisLabels(svg);
        }
        DrawTitle(svg);
        if (_axes.Legend is { Entries.Count: > 0 } legend)
            DrawLegend(svg, legend);
    }

    private void DrawGrid(SvgWriter svg)
    {
        if (_axes.XGrid is { } vertical)
        {
            using IDisposable group = svg.Group("grid-x", _clip);
            foreach (double tick in _xTicks.Positions)
                svg.Line(_x.Pixel(tick), _box.Bottom, _x.Pixel(tick), _box.Top, vertical.Color, vertical.LineWidth * _point, vertical.LineStyle, vertical.Alpha);
        }
        if (_axes.YGrid is { } horizontal)
        {
            using IDisposable group = svg.Group("grid-y", _clip);
            foreach (double tick in _yTicks.Positions)
                svg.Line(_box.Left, _y.Pixel(tick), _box.Right, _y.Pixel(tick), horizontal.Color, horizontal.LineWidth * _point, horizontal.LineStyle, horizontal.Alpha);
        }
    }

    private void DrawTicks(SvgWriter svg)
    {
        using IDisposable group = svg.Group("ticks");
        double length = TickLength * _point, width = TickWidth * _point;
        foreach (double tick in _xTicks.Positions)
            svg.Line(_x.Pixel(tick), _box.Bottom, _x.Pixel(tick), _box.Bottom + length, "#000000", width);
        foreach (double tick in _yTicks.Positions)
            svg.Line(_box.Left - length, _y.Pixel(tick), _box.Left, _y.Pixel(tick), "#000000", width);
    }

    private void DrawTickLabels(SvgWriter svg)
    {
        using (svg.Group("xticklabels"))
        {
            double baseline = _box.Bottom + LabelDistance + TickSize * Ascent;
            for (int i = 0; i < _xTicks.Positions.Length; i++)
                svg.Text(_x.Pixel(_xTicks.Positions[i]), baseline, _xTicks.Labels[i], TickSize, TextAnchor.Middle);
            if (_xTicks.Exponent != 0)
                svg.Text(_box.Right, baseline + TickSize * 1.3, "1e" + Exponent(_xTicks.Exponent), TickSize, TextAnchor.End);
        }
        using (svg.Group("yticklabels"))
        {
            for (int i = 0; i < _yTicks.Positions.Length; i++)
                svg.Text(_box.Left - LabelDistance, _y.Pixel(_yTicks.Positions[i]) + TickSize * CapHeight / 2, _yTicks.Labels[i], TickSize, TextAnchor.End);
            if (_yTicks.Exponent != 0)
                svg.Text(_box.Left, _box.Top - 3 * _point, "1e" + Exponent(_yTicks.Exponent), TickSize);
        }
    }

    private static string Exponent(int exponent) =>
        exponent < 0 ? "\u2212" + Math.Abs(exponent).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : exponent.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void DrawAxisLabels(SvgWriter svg)
    {
        if (_axes.XLabel is { Text.Length: > 0 } x)
        {
            using IDisposable group = svg.Group("xlabel");
            double baseline = _box.Bottom + LabelDistance + TickSize + (LabelPad + x.Size * Ascent) * _point;
            svg.Text(_box.CenterX, baseline, x.Text, x.Size * _point, TextAnchor.Middle);
        }
        if (_axes.YLabel is { Text.Length: > 0 } y)
        {
            using IDisposable group = svg.Group("ylabel");
            double baseline = _box.Left - LabelDistance - _yTicks.WidestLabel(TickSize) - (LabelPad + y.Size * Descent) * _point;
            svg.Text(baseline, _box.CenterY, y.Text, y.Size * _point, TextAnchor.Middle, upward: true);
        }
    }

    private void DrawTitle(SvgWriter svg)
    {
        if (_axes.Title is not { Text.Length: > 0 } title)
            return;
        using IDisposable group = svg.Group("title");
        double above = _axes.IsFrameOn ? ExponentHeight : 0;
        svg.Text(_box.CenterX, _box.Top - TitlePad * _point - above, title.Text, title.Size * _point, TextAnchor.Middle);
    }

    private void DrawLine(SvgWriter svg, Line2D line)
    {
        using IDisposable group = svg.Group("line", _clip);
        if (line.LineStyle != LineStyle.None)
        {
            foreach (List<(double X, double Y)> piece in Pieces(line))
            {
                if (piece.Count > 1)
                    svg.Polyline(piece, line.Color, line.LineWidth * _point, line.LineStyle, line.Alpha);
            }
        }
        if (line.Marker is null)
            return;
        foreach ((double x, double y) in Pieces(line).SelectMany(piece => piece))
            DrawMarker(svg, line, x, y);
    }

    // The points in pixels, in pieces without gaps.
    private List<List<(double X, double Y)>> Pieces(Line2D line)
    {
        List<List<(double X, double Y)>> pieces = [[]];
        for (int i = 0; i < line.X.Count; i++)
        {
            if (double.IsFinite(line.X[i]) && double.IsFinite(line.Y[i]))
                pieces[^1].Add((_x.Pixel(line.X[i]), _y.Pixel(line.Y[i])));
            else if (pieces[^1].Count > 0)
                pieces.Add([]);
        }
        return pieces;
    }

    private void DrawMarker(SvgWriter svg, Line2D line, double x, double y)
    {
        char marker = line.Marker!.Value;
        double size = line.MarkerSize * _point;
        if (MarkerShape.Radius(marker) is { } radius)
        {
            svg.Circle(x, y, radius * size, line.Color, _point, line.Alpha);
            return;
        }
        foreach ((double X, double Y)[] piece in MarkerShape.Pieces(marker))
        {
            IEnumerable<(double X, double Y)> points = piece.Select(p => (x + p.X * size, y - p.Y * size));
            if (MarkerShape.IsStroke(marker))
                svg.Polyline(points, line.Color, _point, LineStyle.Solid, line.Alpha);
            else
                svg.Polygon(points, line.Color, _point, line.Alpha);
        }
    }

    private void DrawLegend(SvgWriter svg, Legend legend)
    {
        // matplotlib's legend measures itself in letter sizes.
        double em = legend.Size * _point, pad = .4 * em, handle = 2 * em, gap = .8 * em, row = em, spacing = .5 * em;
        double width = 2 * pad + handle + gap + legend.Entries.Max(entry => TextMeasure.Width(entry.Text, em));
        double height = 2 * pad + legend.Entries.Count * row + (legend.Entries.Count - 1) * spacing;
        Box box = LegendPlacing.Place(legend.Location, _box, width, height, .5 * em, [.. _axes.lines.SelectMany(Pieces)]);
        using IDisposable group = svg.Group("legend");
        svg.Rectangle(box, "#ffffff", .8, "#cccccc", _point, .2 * em);
        for (int i = 0; i < legend.Entries.Count; i++)
        {
            (Line2D line, string text) = (legend.Entries[i].Line, legend.Entries[i].Text);
            double middle = box.Top + pad + i * (row + spacing) + row / 2;
            if (line.LineStyle != LineStyle.None)
                svg.Polyline([(box.Left + pad, middle), (box.Left + pad + handle, middle)], line.Color, line.LineWidth * _point, line.LineStyle, line.Alpha);
            if (line.Marker is not null)
                DrawMarker(svg, line, box.Left + pad + handle / 2, middle);
            svg.Text(box.Left + pad + handle + gap, middle + em * CapHeight / 2, text, em);
        }
    }
}
