using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>
    /// The matrix product y = a·b (+ bias). a is <c>(…, m, k)</c>, b <c>(…, k, n)</c> or <c>(k, n)</c>, y <c>(…, m, n)</c>.
    /// </summary>
    /// <param name="a">The left factor, at least two axes.</param>
    /// <param name="b">The right factor, at least two axes.</param>
    /// <param name="transpose_a">Whether the last two axes of a are swapped first.</param>
    /// <param name="transpose_b">Whether the last two axes of b are swapped first.</param>
    /// <param name="bias">Added to every row, shape <c>(n)</c>; null for none.</param>
    /// <exception cref="KerasShapeException">The sizes do not fit.</exception>
    public static Tensor MatMul(Tensor a, Tensor b, bool transpose_a = false, bool transpose_b = false, Tensor? bias = null)
    {
        if (a.dtype != b.dtype || (bias is not null && bias.dtype != a.dtype))
            throw new KerasTypeException($"cannot compute MatMul as input #1(zero-based) was expected to be a {Word(a.dtype)} tensor but is a {Word(b.dtype)} tensor");
        if (a.ndim < 2 || b.ndim < 2)
            throw new KerasShapeException($"MatMul takes tensors of at least two axes, found shapes {a.shape} and {b.shape}.");
        if (b.ndim > 2 && !a.shape.Part(0, a.ndim - 2).IsCompatibleWith(b.shape.Part(0, b.ndim - 2)))
            (a, b) = (BroadcastBatch(a, b.shape), BroadcastBatch(b, a.shape));
        int m = a.shape.Dims[transpose_a ? ^1 : ^2], k = a.shape.Dims[transpose_a ? ^2 : ^1];
        int k2 = b.shape.Dims[transpose_b ? ^1 : ^2], n = b.shape.Dims[transpose_b ? ^2 : ^1];
        if (k != k2 && k >= 0 && k2 >= 0)
            throw new KerasShapeException($"Matrix size-incompatible: In[0]: {a.shape.InBrackets}, In[1]: {b.shape.InBrackets}");
        Tensor y = Tensor.Result(a.dtype, a.shape.Part(0, a.ndim - 2).Append(m, n), a, b);
        if (!y.IsSymbolic)
            Engine.Current.MatMul(a, transpose_a, b, transpose_b, bias, y);
        Tensor[] inputs = bias is null ? [a, b] : [a, b, bias];
        GradientTape.Record(y, inputs, dy =>
        {
            var gradients = new Gradient?[inputs.Length];
            if (GradientTape.NeedsGradient(a))
                gradients[0] = transpose_a ? MatMul(b, dy, transpose_b, true) : MatMul(dy, b, false, !transpose_b);
            if (GradientTape.NeedsGradient(b))
                gradients[1] = FactorGradient(a, dy, b.ndim, transpose_a, transpose_b);
            if (bias is not null && GradientTape.NeedsGradient(bias))
                gradients[2] = Sum(Reshape(dy, [null, dy.shape[^1]]), [0]);
            return gradients;
        });
        return y;
    }

    // The gradient of the right factor; one shared by all leading axes gets the sum over them.
    private static Tensor FactorGradient(Tensor a, Tensor dy, int rank, bool transposeA, bool transposeB)
    {
        if (rank == 2 && a.ndim > 2)
        {
            if (transposeA)
                a = SwapLastAxes(a);
            (a, dy, transposeA) = (Reshape(a, [null, a.shape[^1]]), Reshape(dy, [null, dy.shape[^1]]), false);
        }
        return transposeB ? MatMul(dy, a, true, transposeA) : MatMul(a, dy, !transposeA, false);
    }

    private static Tensor SwapLastAxes(Tensor x)
    {
        int[] permutation = [.. Enumerable.Range(0, x.ndim)];
        (permutation[^1], permutation[^2]) = (permutation[^2], permutation[^1]);
        return Transpose(x, permutation);
    }

    private static Tensor BroadcastBatch(Tensor x, Shape other)
    {
        Shape batch = BroadcastShape(x.shape.Part(0, x.ndim - 2), other.Part(0, other.Rank - 2));
        return BroadcastTo(x, batch.Append(x.shape.Dims[^2], x.shape.Dims[^1]));
    }

    // What TensorFlow's kernels call a type.
    private static string Word(DType type) => type.Code switch { DTypeCode.Float32 => "float", DTypeCode.Float64 => "double", DTypeCode.Float16 => "half", _ => type.name };
}
