namespace KerasHost.Optimizers.Schedules;

/// <summary>One value up to and with the first boundary, the next one up to the second, and so on. Mirrors <c>PiecewiseConstantDecay</c>.</summary>
[KerasExport("keras.optimizers.schedules.PiecewiseConstantDecay")]
public class PiecewiseConstantDecay : FloatSchedule
{
    /// <summary>A schedule with these arguments.</summary>
    /// <param name="boundaries">The last step of each value but the last one, increasing.</param>
    /// <param name="values">The values, one more than boundaries.</param>
    /// <param name="name">The name, or null.</param>
    /// <exception cref="KerasValueException">There is not one value more than boundaries.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> values, string? name = null) : base(name)
    {
        if (boundaries.Count != values.Count - 1)
            throw new KerasValueException($"The length of boundaries should be 1 less than the length of values. Received: boundaries={PythonText.Repr(boundaries)} of length {boundaries.Count}, and values={PythonText.Repr(values)} of length {values.Count}.");
        this.boundaries = boundaries;
        this.values = values;
    }

    /// <summary>The last step of each value but the last one, increasing.</summary>
    public IReadOnlyList<long> boundaries { get; }

    /// <summary>The values, one more than boundaries.</summary>
    public IReadOnlyList<double> values { get; }

    private protected override float Rate(float step)
    {
        int i = 0;
        while (i < boundaries.Count && step > boundaries[i])
            i++;
        return (float)values[i];
    }
}
