using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The largest element along axes; NaN if one is. Equal elements share the gradient.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    public static Tensor Max(Tensor x, int[]? axis = null, bool keepdims = false)
    {
        int[] axes = NormalizeAxes(x.ndim, axis);
        Tensor y = Reduce(ReduceKind.Maximum, x, axes, keepdims);
        GradientTape.Record(y, x, dy =>
        {
            Shape kept = KeptShape(x.shape, axes);
            Tensor chosen = Cast(Equal(x, BroadcastTo(Reshape(y, kept), x.shape)), dy.dtype);
            return Multiply(Divide(chosen, Reduce(ReduceKind.Sum, chosen, axes, true)), Reshape(dy, kept));
        });
        return y;
    }
}
