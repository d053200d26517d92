using System.Globalization;
using System.Text;
using System.Xml;

namespace KerasHost.Plotting;

/// <summary>Writes the few kinds of SVG elements that a figure is made of. Everything is in pixels.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly XmlWriter _xml;

    public SvgWriter(Stream stream, double width, double height, double magnification)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        });
        _xml.WriteStartElement("svg", Namespace);
        Attribute("width", width * magnification);
        Attribute("height", height * magnification);
        Attribute("viewBox", $"0 0 {Number(width)} {Number(height)}");
        Attribute("font-family", "'DejaVu Sans', 'Bitstream Vera Sans', Verdana, sans-serif");
    }

    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    /// <summary>Groups what is drawn until the returned object is disposed.</summary>
    public IDisposable Group(string kind, string? clip = null)
    {
        Start("g");
        Attribute("class", kind);
        if (clip is not null)
            Attribute("clip-path", $"url(#{clip})");
        return new End(_xml);
    }

    /// <summary>Names a rectangle to which groups can be clipped.</summary>
    public void Clip(string id, Box box)
    {
        Start("clipPath");
        Attribute("id", id);
        Rectangle(box, null);
        _xml.WriteEndElement();
    }

    public void Rectangle(Box box, string? fill, double opacity = 1, string? stroke = null, double strokeWidth = 0, double radius = 0)
    {
        Start("rect");
        Attribute("x", box.Left);
        Attribute("y", box.Top);
        Attribute("width", box.Width);
        Attribute("height", box.Height);
        if (radius > 0)
            Attribute("rx", radius);
        if (fill is not null)
            Attribute("fill", fill);
        Stroke(stroke, strokeWidth);
        Opacity(opacity);
        _xml.WriteEndElement();
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width, LineStyle style = LineStyle.Solid, double opacity = 1)
    {
        Start("line");
        Attribute("x1", x1);
        Attribute("y1", y1);
        Attribute("x2", x2);
        Attribute("y2", y2);
        Stroke(stroke, width);
        Dashes(style, width);
        Opacity(opacity);
        _xml.WriteEndElement();
    }

    public void Polyline(IEnumerable<(double X, double Y)> points, string stroke, double width, LineStyle style, double opacity)
    {
        Start("polyline");
        Attribute("points", Points(points));
        Attribute("fill", "none");
        Stroke(stroke, width);
        Attribute("stroke-linejoin", "round");
        Dashes(style, width);
        Opacity(opacity);
        _xml.WriteEndElement();
    }

    public void Polygon(IEnumerable<(double X, double Y)> points, string fill, double strokeWidth, double opacity)
    {
        Start("polygon");
        Attribute("points", Points(points));
        Attribute("fill", fill);
        Stroke(fill, strokeWidth);
        Attribute("stroke-linejoin", "miter");
        Opacity(opacity);
        _xml.WriteEndElement();
    }

    public void Circle(double x, double y, double radius, string fill, double strokeWidth, double opacity)
    {
        Start("circle");
        Attribute("cx", x);
        Attribute("cy", y);
        Attribute("r", radius);
        Attribute("fill", fill);
        Stroke(fill, strokeWidth);
        Opacity(opacity);
        _xml.WriteEndElement();
    }

    /// <summary>A line of text on a baseline that ends, begins or is centred at (x, y); turned by 90° it reads upward.</summary>
    public void Text(double x, double y, string text, double size, TextAnchor anchor = TextAnchor.Start, bool upward = false)
    {
        Start("text");
        Attribute("x", x);
        Attribute("y", y);
        Attribute("font-size", size);
        if (anchor != TextAnchor.Start)
            Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        if (upward)
            Attribute("transform", $"rotate(-90 {Number(x)} {Number(y)})");
        _xml.WriteString(Writable(text));
        _xml.WriteEndElement();
    }

    private void Stroke(string? color, double width)
    {
        if (color is null)
            return;
        Attribute("stroke", color);
        Attribute("stroke-width", width);
    }

    // matplotlib's dash patterns, which grow with the line.
    private void Dashes(LineStyle style, double width)
    {
        double[] pattern = style switch
        {
            LineStyle.Dashed => [3.7, 1.6],
            LineStyle.DashDot => [6.4, 1.6, 1, 1.6],
            LineStyle.Dotted => [1, 1.65],
            _ => [],
        };
        if (pattern.Length > 0)
            Attribute("stroke-dasharray", string.Join(' ', pattern.Select(d => Number(d * width))));
        else
            Attribute("stroke-linecap", "square");
    }

    private void Opacity(double opacity)
    {
        if (opacity < 1)
            Attribute("opacity", opacity);
    }

    private void Start(string name) => _xml.WriteStartElement(name, Namespace);

    private void Attribute(string name, double value) => Attribute(name, Number(value));

    private void Attribute(string name, string value) => _xml.WriteAttributeString(name, value);

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    private static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    // XML has no way to write most control characters and lone surrogates.
    private static string Writable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString());
        return clean.ToString();
    }

    private sealed class End(XmlWriter xml) : IDisposable
    {
        public void Dispose() => xml.WriteEndElement();
    }
}
