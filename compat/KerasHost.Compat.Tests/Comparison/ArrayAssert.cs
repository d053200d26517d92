using System.Globalization;
using KerasHost.Formats.Npy;

namespace KerasHost.Compat.Tests.Comparison;

/// <summary>Compares arrays with recorded ones.</summary>
internal static class ArrayAssert
{
    /// <summary>Same shape, and every element within the tolerance; NaN equals NaN, an infinity only itself, and 0 has no sign.</summary>
    public static void Close(NpyArray expected, Shape shape, Array actual, Tolerance tolerance, string what)
    {
        Assert.True(expected.Shape == shape, $"{what}: shape {shape} instead of {expected.Shape}");
        double[] wanted = ToDoubles(expected.Data), found = ToDoubles(actual);
        Close(wanted, found, tolerance, what);
    }

    /// <summary>Every element within the tolerance.</summary>
    /// <param name="expected">The recorded values.</param>
    /// <param name="actual">The values found.</param>
    /// <param name="tolerance">How far they may lie apart.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <param name="scale">The least size that distances are relative to; null for the root mean square of the recorded values.</param>
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, Tolerance tolerance, string what, double? scale = null)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} elements instead of {expected.Length}");
        double least = scale ?? RootMeanSquare(expected);
        int worst = -1, wrong = 0;
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double e = expected[i], a = actual[i];
            if (e.Equals(a) || e == a)
                continue;
            double distance = double.IsFinite(e) && double.IsFinite(a) ? Math.Abs(e - a) / Math.Max(Math.Abs(e), least) : double.PositiveInfinity;
            if (distance <= tolerance.Relative)
                continue;
            wrong++;
            if (distance > largest || worst < 0)
                (largest, worst) = (distance, i);
        }
        if (wrong > 0)
            Assert.Fail(string.Create(CultureInfo.InvariantCulture,
                $"{what}: {wrong} of {expected.Length} elements differ by more than {tolerance.Relative:g2}; the worst, element {worst}, is {actual[worst]:r} instead of {expected[worst]:r} ({largest:g3})"));
    }

    /// <summary>One number within the tolerance of its own size.</summary>
    public static void Close(double expected, double actual, Tolerance tolerance, string what) => Close([expected], [actual], tolerance, what);

    /// <summary>Numbers of any type as doubles.</summary>
    public static double[] ToDoubles(Array values) => values switch
    {
        double[] same => same,
        float[] singles => Array.ConvertAll(singles, value => (double)value),
        Half[] halves => Array.ConvertAll(halves, value => (double)value),
        bool[] flags => Array.ConvertAll(flags, value => value ? 1.0 : 0.0),
        _ => [.. values.Cast<object>().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))],
    };

    /// <summary>The root mean square of what is finite.</summary>
    public static double RootMeanSquare(ReadOnlySpan<double> values)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
            if (double.IsFinite(value) && Math.Abs(value) < 1e30)
            {
                sum += value * value;
                count++;
            }
        return count == 0 ? 0 : Math.Sqrt(sum / count);
    }
}
