namespace KerasHost.Plotting;

/// <summary>A drawn line with its points and its look.</summary>
public sealed class Line2D
{
    internal Line2D(double[] x, double[] y, string color)
    {
        X = x;
        Y = y;
        Color = color;
    }

    /// <summary>The points' first coordinates.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>The points' second coordinates; NaN leaves a gap.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>The colour as SVG writes it.</summary>
    public string Color { get; }

    /// <summary>The name in the legend; null or a leading underscore keeps it out.</summary>
    public string? Label { get; init; }

    /// <summary>How the line is drawn.</summary>
    public LineStyle LineStyle { get; init; }

    /// <summary>The line's width in points.</summary>
    public double LineWidth { get; init; } = 1.5;

    /// <summary>The marker's character, or null.</summary>
    public char? Marker { get; init; }

    /// <summary>The marker's size in points.</summary>
    public double MarkerSize { get; init; } = 6;

    /// <summary>Opacity, 0 … 1.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>Whether a legend lists it.</summary>
    internal bool IsListed => !string.IsNullOrEmpty(Label) && Label[0] != '_';
}
