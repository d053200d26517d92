namespace KerasHost;

public static partial class Op
{
    /// <summary>The product over the last axis of a and the first of b; both may have any number of axes.</summary>
    public static Tensor TensorDot(Tensor a, Tensor b)
    {
        if (b.ndim == 2)
            return a.ndim == 1 ? Squeeze(MatMul(ExpandDims(a, 0), b), [0]) : MatMul(a, b);
        int k = b.shape[0];
        Tensor y = MatMul(Reshape(a, [null, k]), Reshape(b, [k, null]));
        return Reshape(y, a.shape.Part(0, a.ndim - 1).Append(b.shape.Part(1, b.ndim).Dims));
    }
}
