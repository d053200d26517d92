namespace KerasHost.Constraints;

/// <summary>No negative numbers: they become 0. Mirrors <c>NonNeg</c>.</summary>
[KerasExport("keras.constraints.NonNeg", "keras.constraints.non_neg")]
public class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override Tensor call(Tensor w) => w * Op.Cast(w >= 0, w.dtype);
}
