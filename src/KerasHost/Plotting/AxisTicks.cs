namespace KerasHost.Plotting;

/// <summary>The ticks of one axis that lie within its limits, with their labels.</summary>
internal sealed class AxisTicks
{
    private AxisTicks(double[] positions, string[] labels, int exponent)
    {
        Positions = positions;
        Labels = labels;
        Exponent = exponent;
    }

    public double[] Positions { get; }

    public string[] Labels { get; }

    /// <summary>The power of ten that all labels are to be multiplied by; 0 for none.</summary>
    public int Exponent { get; }

    /// <summary>Chooses the ticks of a horizontal or vertical axis of a length in points.</summary>
    public static AxisTicks Of(Scale scale, double lengthInPoints, double fontSize, bool horizontal)
    {
        // matplotlib reckons with three letter heights for a label beside another, two for one above another.
        int space = (int)Math.Floor(lengthInPoints / (fontSize * (horizontal ? 3 : 2)));
        double[] all = TickLocator.Ticks(scale.Low, scale.High, space);
        (string[] labels, int exponent) = TickFormatter.Format(all);
        int[] shown = [.. Enumerable.Range(0, all.Length).Where(i => scale.Shows(all[i]))];
        return new AxisTicks([.. shown.Select(i => all[i])], [.. shown.Select(i => labels[i])], exponent);
    }

    public double WidestLabel(double size) => Labels.Select(label => TextMeasure.Width(label, size)).DefaultIfEmpty(0).Max();
}
