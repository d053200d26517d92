using KerasHost.Backend;

namespace KerasHost.Constraints;

/// <summary>Vectors of length 1. Mirrors <c>UnitNorm</c>.</summary>
[KerasExport("keras.constraints.UnitNorm", "keras.constraints.unit_norm")]
public class UnitNorm : Constraint
{
    /// <summary>Length 1.</summary>
    /// <param name="axis">Along which axes a vector lies: 0 for the inputs of a unit of Dense, [0, 1, 2] for a filter of Conv2D.</param>
    public UnitNorm([KerasDefault("0")] AxisList axis = default) => this.axis = axis;

    /// <summary>Along which axes a vector lies.</summary>
    public AxisList axis { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor w) => w / (Norms.Of(w, axis) + Settings.epsilon());
}
