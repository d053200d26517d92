using System.Globalization;
using System.Xml.Linq;
using KerasHost.Plotting;

namespace KerasHost.Tests.Plotting;

/// <summary>A figure as it was written, to be asked about.</summary>
internal sealed class Picture
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root;

    public Picture(Figure figure)
    {
        using var stream = new MemoryStream();
        FigureRenderer.Write(figure, stream, figure.Dpi);
        stream.Position = 0;
        _root = XElement.Load(stream);
    }

    public Picture(string path) => _root = XElement.Load(path);

    public (double Width, double Height) Size => (Number(_root, "width"), Number(_root, "height"));

    public IEnumerable<XElement> Groups(string kind) => _root.Descendants(s_svg + "g").Where(g => (string?)g.Attribute("class") == kind);

    public string[] Texts(string kind) => [.. Groups(kind).Descendants(s_svg + "text").Select(t => t.Value)];

    public XElement[] Elements(string kind, string name) => [.. Groups(kind).Elements(s_svg + name)];

    public static (double X, double Y)[] Points(XElement polyline) =>
        [.. polyline.Attribute("points")!.Value.Split(' ').Select(p => p.Split(',')).Select(p => (Parse(p[0]), Parse(p[1])))];

    public static double Number(XElement element, string attribute) => Parse(element.Attribute(attribute)!.Value);

    public XElement Frame(int index = 0) => Elements("frame", "rect")[index];

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
