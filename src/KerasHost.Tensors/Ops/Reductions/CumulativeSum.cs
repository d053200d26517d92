using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The running sum along an axis.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="exclusive">Whether an element's own value is left out of its sum.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    public static Tensor CumulativeSum(Tensor x, int axis = 0, bool exclusive = false, bool reverse = false)
    {
        axis = NormalizeAxis(x.ndim, axis);
        Tensor y = Tensor.Result(x.dtype, x.shape, x);
        if (!y.IsSymbolic)
            Engine.Current.CumulativeSum(x, axis, exclusive, reverse, y);
        GradientTape.Record(y, x, dy => CumulativeSum(dy, axis, exclusive, !reverse));
        return y;
    }
}
