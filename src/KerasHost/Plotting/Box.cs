namespace KerasHost.Plotting;

/// <summary>A rectangle in pixels, y downward.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double CenterX => Left + Width / 2;

    public double CenterY => Top + Height / 2;

    public bool Contains(double x, double y) => x >= Left && x <= Right && y >= Top && y <= Bottom;

    /// <summary>Whether the straight piece between two points touches the rectangle.</summary>
    public bool Meets((double X, double Y) a, (double X, double Y) b)
    {
        // Clips the piece to the rectangle side by side (Liang and Barsky, 1984).
        double from = 0, to = 1, dx = b.X - a.X, dy = b.Y - a.Y;
        return Clip(-dx, a.X - Left, ref from, ref to) && Clip(dx, Right - a.X, ref from, ref to)
            && Clip(-dy, a.Y - Top, ref from, ref to) && Clip(dy, Bottom - a.Y, ref from, ref to);
    }

    private static bool Clip(double direction, double distance, ref double from, ref double to)
    {
        if (direction == 0)
            return distance >= 0;
        double at = distance / direction;
        if (direction < 0)
            from = Math.Max(from, at);
        else
            to = Math.Min(to, at);
        return from <= to;
    }
}
