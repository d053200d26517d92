namespace KerasHost.Plotting;

/// <summary>Draws a figure with its diagrams.</summary>
internal static class FigureRenderer
{
    public static void Write(Figure figure, Stream stream, double dpi)
    {
        double width = figure.Width * figure.Dpi, height = figure.Height * figure.Dpi;
        using var svg = new SvgWriter(stream, width, height, dpi / figure.Dpi);
        svg.Rectangle(new Box(0, 0, width, height), "#ffffff");
        FigureLayout layout = FigureLayout.Of(figure);
        for (int i = 0; i < figure.axes.Count; i++)
            new AxesRenderer(figure.axes[i], layout.BoxOf(figure.axes[i].Place), figure.Dpi, $"clip{i + 1}").Draw(svg);
    }
}
