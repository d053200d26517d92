namespace KerasHost;

public static partial class Op
{
    /// <summary>ln Σ eˣ along axes, without overflow.</summary>
    /// <param name="x">The elements, floats.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    public static Tensor LogSumExp(Tensor x, int[]? axis = null, bool keepdims = false)
    {
        int[] axes = NormalizeAxes(x.ndim, axis);
        Tensor largest = StopGradient(Max(x, axes, true));
        largest = Where(IsFinite(largest), largest, ZerosLike(largest));
        Tensor y = Add(Log(Sum(Exp(Subtract(x, largest)), axes, true)), largest);
        return keepdims ? y : Squeeze(y, axes);
    }
}
