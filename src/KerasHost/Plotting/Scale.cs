namespace KerasHost.Plotting;

/// <summary>Maps the limits of an axis to pixels.</summary>
internal readonly record struct Scale(double From, double To, double FromPixel, double ToPixel)
{
    public double Low => Math.Min(From, To);

    public double High => Math.Max(From, To);

    public double Pixel(double value) => FromPixel + (value - From) / (To - From) * (ToPixel - FromPixel);

    /// <summary>Whether a tick lies on the axis, forgiving rounding.</summary>
    public bool Shows(double value)
    {
        double slack = (High - Low) * 1e-10;
        return value >= Low - slack && value <= High + slack;
    }
}
