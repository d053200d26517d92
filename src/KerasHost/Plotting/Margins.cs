namespace KerasHost.Plotting;

/// <summary>Room on the four sides of a diagram, in pixels.</summary>
internal readonly record struct Margins(double Left, double Top, double Right, double Bottom)
{
    public Margins Widest(Margins other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}
