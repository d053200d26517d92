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

    /// <summary>The product over axes of a and axes of b, in pairs; the other axes of a come first in the result.</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="aAxes">Axes of a.</param>
    /// <param name="bAxes">As many axes of b.</param>
    /// <exception cref="KerasValueException">The axes do not fit.</exception>
    public static Tensor TensorDot(Tensor a, Tensor b, int[] aAxes, int[] bAxes)
    {
        if (aAxes.Length != bAxes.Length)
            throw new KerasValueException($"Different number of contraction axes `a` and `b`, {aAxes.Length} != {bAxes.Length}.");
        int[] fromA = Array.ConvertAll(aAxes, axis => NormalizeAxis(a.ndim, axis)), fromB = Array.ConvertAll(bAxes, axis => NormalizeAxis(b.ndim, axis));
        string left = string.Concat(Enumerable.Range(0, a.ndim).Select(axis => (char)('a' + axis)));
        char[] right = [.. Enumerable.Range(0, b.ndim).Select(axis => (char)('A' + axis))];
        for (int i = 0; i < fromA.Length; i++)
            right[fromB[i]] = left[fromA[i]];
        string result = string.Concat(left.Where((_, axis) => !fromA.Contains(axis)).Concat(right.Where((_, axis) => !fromB.Contains(axis))));
        return Einsum($"{left},{string.Concat(right)}->{result}", a, b);
    }
}
