namespace KerasHost.Plotting;

/// <summary>The limits of one axis: set, or made of the data with a margin.</summary>
internal sealed class AxisLimits
{
    // matplotlib's axes.xmargin and axes.ymargin.
    private const double Margin = 0.05;

    private (double From, double To)? _set;

    /// <summary>The limits, in the order in which they were set: an axis may run downward.</summary>
    public (double From, double To) Of(IEnumerable<double> data)
    {
        if (_set is { } limits)
            return limits;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in data)
        {
            if (!double.IsFinite(value))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        if (low > high)
            return (0, 1);
        (low, high) = Widen(low, high);
        double margin = (high - low) * Margin;
        return (low - margin, high + margin);
    }

    /// <summary>Fixes the limits; null leaves one as it is now.</summary>
    /// <exception cref="KerasValueException">A limit is not finite.</exception>
    public void Set(double? from, double? to, (double From, double To) now)
    {
        double low = from ?? now.From, high = to ?? now.To;
        if (!double.IsFinite(low) || !double.IsFinite(high))
            throw new KerasValueException("Axis limits cannot be NaN or Inf");
        _set = low == high ? Widen(low, high) : (low, high);
    }

    // One value alone gets some room on both sides.
    private static (double Low, double High) Widen(double low, double high)
    {
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low > largest * 1e-15)
            return (low, high);
        return low == 0 && high == 0 ? (-Margin, Margin) : (low - Margin * Math.Abs(low), high + Margin * Math.Abs(high));
    }
}
