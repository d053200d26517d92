namespace KerasHost.Plotting;

/// <summary>The outlines of matplotlib's markers, in units of the marker's size around (0, 0), y upward.</summary>
internal static class MarkerShape
{
    private const string All = ".,ov^<>s*+xDdph|_";

    public static bool Exists(char marker) => All.Contains(marker);

    /// <summary>The radius of a marker that is a circle, else null.</summary>
    public static double? Radius(char marker) => marker switch { 'o' => 0.5, '.' => 0.25, ',' => 0.05, _ => null };

    /// <summary>True for a marker made of strokes, which has no inside.</summary>
    public static bool IsStroke(char marker) => marker is '+' or 'x' or '|' or '_';

    /// <summary>The pieces of the outline.</summary>
    public static (double X, double Y)[][] Pieces(char marker) => marker switch
    {
        'v' => [[(0, -.5), (.5, .5), (-.5, .5)]],
        '^' => [[(0, .5), (-.5, -.5), (.5, -.5)]],
        '<' => [[(-.5, 0), (.5, -.5), (.5, .5)]],
        '>' => [[(.5, 0), (-.5, .5), (-.5, -.5)]],
        's' => [[(-.5, -.5), (.5, -.5), (.5, .5), (-.5, .5)]],
        'D' => [[(0, -.7071), (.7071, 0), (0, .7071), (-.7071, 0)]],
        'd' => [[(0, -.7071), (.4243, 0), (0, .7071), (-.4243, 0)]],
        'p' => [Star(5, 1)],
        'h' => [Star(6, 1)],
        '*' => [Star(5, 0.381966)],
        '+' => [[(-.5, 0), (.5, 0)], [(0, -.5), (0, .5)]],
        'x' => [[(-.5, -.5), (.5, .5)], [(-.5, .5), (.5, -.5)]],
        '|' => [[(0, -.5), (0, .5)]],
        '_' => [[(-.5, 0), (.5, 0)]],
        _ => [],
    };

    // A regular polygon, or with an inner radius below 1 a star.
    private static (double X, double Y)[] Star(int corners, double inner)
    {
        int count = inner < 1 ? 2 * corners : corners;
        var points = new (double X, double Y)[count];
        for (int k = 0; k < count; k++)
        {
            double angle = Math.PI / 2 + 2 * Math.PI * k / count, radius = inner < 1 && k % 2 == 1 ? inner / 2 : 0.5;
            points[k] = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }
        return points;
    }
}
