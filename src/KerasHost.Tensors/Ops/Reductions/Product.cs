using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The product along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    public static Tensor Product(Tensor x, int[]? axis = null, bool keepdims = false)
    {
        int[] axes = NormalizeAxes(x.ndim, axis);
        Tensor y = Reduce(ReduceKind.Product, x, axes, keepdims);
        GradientTape.Record(y, x, dy =>
        {
            // Where one factor is zero only its own derivative is not zero; where two are, none is.
            Shape kept = KeptShape(x.shape, axes);
            Tensor zero = Equal(x, Constant(0, x));
            Tensor others = Where(zero, OnesLike(x), x);
            Tensor product = Multiply(Reshape(dy, kept), Reduce(ReduceKind.Product, others, axes, true));
            Tensor zeros = Reduce(ReduceKind.Sum, Cast(zero, x.dtype), axes, true);
            Tensor atZero = Cast(Equal(zeros, Constant(1, zeros)), x.dtype);
            Tensor elsewhere = Cast(Equal(zeros, Constant(0, zeros)), x.dtype);
            return Where(zero, BroadcastTo(Multiply(product, atZero), x.shape), Divide(Multiply(product, elsewhere), others));
        });
        return y;
    }
}
