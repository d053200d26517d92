using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The axes in another order.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="perm">Which axis of x comes at each place; null reverses them.</param>
    public static Tensor Transpose(Tensor x, int[]? perm = null)
    {
        int[] order = perm is null ? [.. Enumerable.Range(0, x.ndim).Reverse()] : Array.ConvertAll(perm, axis => NormalizeAxis(x.ndim, axis));
        if (order.Length != x.ndim || order.Distinct().Count() != order.Length)
            throw new KerasValueException($"({string.Join(", ", order)}) is not an order of the {x.ndim} axes of shape {x.shape}.");
        int[] dims = Array.ConvertAll(order, axis => x.shape.Dims[axis]);
        Tensor y = Tensor.Result(x.dtype, dims, x);
        if (!y.IsSymbolic)
            Engine.Current.Transpose(x, order, y);
        GradientTape.Record(y, x, dy =>
        {
            var back = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
                back[order[i]] = i;
            return Transpose(dy, back);
        });
        return y;
    }
}
