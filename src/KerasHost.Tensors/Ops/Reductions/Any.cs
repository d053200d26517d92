using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Whether any element along axes is true (bool).</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    public static Tensor Any(Tensor x, int[]? axis = null, bool keepdims = false)
    {
        int[] axes = NormalizeAxes(x.ndim, axis);
        Tensor y = Reduce(ReduceKind.Any, x, axes, keepdims);
        return y;
    }
}
