namespace KerasHost.Constraints;

/// <summary>Vectors not longer than a bound (Srivastava et al., 2014). Mirrors <c>MaxNorm</c>.</summary>
[KerasExport("keras.constraints.MaxNorm", "keras.constraints.max_norm")]
public class MaxNorm : Constraint
{
    /// <summary>A bound on lengths.</summary>
    /// <param name="max_value">The largest length.</param>
    /// <param name="axis">Along which axes a vector lies: 0 for the inputs of a unit of Dense, [0, 1, 2] for a filter of Conv2D.</param>
    public MaxNorm(double max_value = 2, [KerasDefault("0")] AxisList axis = default)
    {
        this.max_value = max_value;
        this.axis = axis;
    }

    /// <summary>The largest length.</summary>
    public double max_value { get; }

    /// <summary>Along which axes a vector lies.</summary>
    public AxisList axis { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor w)
    {
        Tensor norms = Norms.Of(w, axis);
        return Norms.Scale(w, norms, Op.ClipByValue(norms, 0, max_value));
    }
}
