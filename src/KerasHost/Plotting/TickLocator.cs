namespace KerasHost.Plotting;

/// <summary>
/// Chooses ticks as matplotlib's <c>AutoLocator</c> does: multiples of 1, 2, 2.5 or 5 times a power of ten, at most nine steps.
/// </summary>
internal static class TickLocator
{
    private const int MostSteps = 9;

    private static readonly double[] s_steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20];

    /// <summary>The ticks of an axis; the first and the last may lie outside its limits.</summary>
    /// <param name="low">The smaller limit.</param>
    /// <param name="high">The larger limit.</param>
    /// <param name="space">How many tick labels have room.</param>
    public static double[] Ticks(double low, double high, int space)
    {
        int steps = Math.Clamp(space, 1, MostSteps);
        double width = high - low, middle = (high + low) / 2;
        double scale = Math.Pow(10, Math.Floor(Math.Log10(width / steps)));
        // Far from zero, count from a round number near by.
        double offset = Math.Abs(middle) / width < 100 ? 0 : Math.CopySign(Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(middle)))), middle);
        double first = low - offset, last = high - offset;
        int widest = Array.FindIndex(s_steps, s => s * scale >= width / steps);
        for (int i = widest; i >= 0; i--)
        {
            double step = s_steps[i] * scale;
            double start = Math.Floor(first / step) * step;
            double from = EdgeBelow(first - start, step, offset), to = EdgeAbove(last - start, step, offset);
            double[] ticks = Enumerable.Range(0, (int)(to - from) + 1).Select(k => (from + k) * step + start).ToArray();
            if (ticks.Count(t => t >= first && t <= last) >= 2 || i == 0)
                return Array.ConvertAll(ticks, t => t + offset);
        }
        return [low, high];
    }

    // The last multiple of the step at or below x, forgiving rounding.
    private static double EdgeBelow(double x, double step, double offset)
    {
        double whole = Math.Floor(x / step), rest = x - whole * step;
        return IsClose(rest / step, 1, step, offset) ? whole + 1 : whole;
    }

    // The first multiple of the step at or above x.
    private static double EdgeAbove(double x, double step, double offset)
    {
        double whole = Math.Floor(x / step), rest = x - whole * step;
        return IsClose(rest / step, 0, step, offset) ? whole : whole + 1;
    }

    private static bool IsClose(double value, double edge, double step, double offset)
    {
        double tolerance = 1e-10;
        if (offset != 0)
            tolerance = Math.Min(0.4999, Math.Max(tolerance, Math.Pow(10, Math.Log10(Math.Abs(offset) / step) - 12)));
        return Math.Abs(value - edge) < tolerance;
    }
}
