using System.Globalization;

namespace KerasHost.Plotting;

/// <summary>
/// Writes tick labels as matplotlib's <c>ScalarFormatter</c> does: all with the same number of decimals, as few as tell them apart, and
/// a common power of ten for very large and very small values.
/// </summary>
internal static class TickFormatter
{
    private const char Minus = '\u2212';

    /// <summary>The labels, and the exponent of ten that they are to be multiplied by (0 for none).</summary>
    public static (string[] Labels, int Exponent) Format(double[] ticks)
    {
        double largest = ticks.Select(Math.Abs).DefaultIfEmpty(0).Max();
        int exponent = largest == 0 ? 0 : (int)Math.Floor(Math.Log10(largest));
        if (exponent is > -5 and < 6)
            exponent = 0;
        double[] values = Array.ConvertAll(ticks, t => t / Math.Pow(10, exponent));
        int decimals = Decimals(values);
        return (Array.ConvertAll(values, v => Label(v, decimals)), exponent);
    }

    private static int Decimals(double[] values)
    {
        double range = values.Length == 0 ? 0 : values.Max() - values.Min();
        if (range == 0)
            range = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (range == 0)
            range = 1;
        int magnitude = (int)Math.Floor(Math.Log10(range));
        int decimals = Math.Max(0, 3 - magnitude);
        double tolerance = 1e-3 * Math.Pow(10, magnitude);
        while (decimals >= 0 && values.All(v => Math.Abs(v - Round(v, decimals)) < tolerance))
            decimals--;
        return Math.Min(decimals + 1, 15);
    }

    private static double Round(double value, int decimals) => decimals <= 15 ? Math.Round(value, decimals) : value;

    private static string Label(double value, int decimals)
    {
        string text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        // What rounds to zero is zero, without a sign.
        if (text.AsSpan().IndexOfAnyExcept("-0.") < 0)
            text = text.TrimStart('-');
        return text.Replace('-', Minus);
    }
}
