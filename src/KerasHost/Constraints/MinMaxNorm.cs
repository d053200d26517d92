namespace KerasHost.Constraints;

/// <summary>Vectors whose lengths are moved into an interval. Mirrors <c>MinMaxNorm</c>.</summary>
[KerasExport("keras.constraints.MinMaxNorm", "keras.constraints.min_max_norm")]
public class MinMaxNorm : Constraint
{
    /// <summary>Bounds on lengths.</summary>
    /// <param name="min_value">The smallest length.</param>
    /// <param name="max_value">The largest length.</param>
    /// <param name="rate">The part of the way into the interval that a step goes, 0 to 1.</param>
    /// <param name="axis">Along which axes a vector lies: 0 for the inputs of a unit of Dense, [0, 1, 2] for a filter of Conv2D.</param>
    public MinMaxNorm(double min_value = 0.0, double max_value = 1.0, double rate = 1.0, [KerasDefault("0")] AxisList axis = default)
    {
        this.min_value = min_value;
        this.max_value = max_value;
        this.rate = rate;
        this.axis = axis;
    }

    /// <summary>The smallest length.</summary>
    public double min_value { get; }

    /// <summary>The largest length.</summary>
    public double max_value { get; }

    /// <summary>The part of the way into the interval that a step goes.</summary>
    public double rate { get; }

    /// <summary>Along which axes a vector lies.</summary>
    public AxisList axis { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor w)
    {
        Tensor norms = Norms.Of(w, axis);
        return Norms.Scale(w, norms, rate * Op.ClipByValue(norms, min_value, max_value) + (1 - rate) * norms);
    }
}
