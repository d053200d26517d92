using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The sum along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    public static Tensor Sum(Tensor x, int[]? axis = null, bool keepdims = false)
    {
        int[] axes = NormalizeAxes(x.ndim, axis);
        Tensor y = Reduce(ReduceKind.Sum, x, axes, keepdims);
        GradientTape.Record(y, x, dy =>
        {
            return BroadcastTo(Reshape(dy, KeptShape(x.shape, axes)), x.shape);
        });
        return y;
    }
}
