using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The mean along axes; floats.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    public static Tensor Mean(Tensor x, int[]? axis = null, bool keepdims = false)
    {
        int[] axes = NormalizeAxes(x.ndim, axis);
        Tensor y = Reduce(ReduceKind.Mean, x, axes, keepdims);
        GradientTape.Record(y, x, dy =>
        {
            double count = Math.Max(1, x.shape.Size / Math.Max(1, y.shape.Size));
            return Repeat(Reshape(Multiply(dy, Constant(1 / count, dy)), KeptShape(x.shape, axes)), x.shape);
        });
        return y;
    }
}
