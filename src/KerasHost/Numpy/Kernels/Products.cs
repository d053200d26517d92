using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>Matrix products. Floats are added up in double, integers in 64 bits.</summary>
internal static class Products
{
    /// <summary><c>np.matmul</c>: matrices, stacks of matrices, or vectors at either side.</summary>
    public static NDArray MatMul(NDArray a, NDArray b)
    {
        if (a.ndim == 0 || b.ndim == 0)
            throw new KerasValueException("matmul: Input operand does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)");
        bool row = a.ndim == 1, column = b.ndim == 1;
        NDArray x = row ? a.ExpandDims(0) : a, y = column ? b.ExpandDims(1) : b;
        if (x.Dims[^1] != y.Dims[^2])
            throw new KerasShapeException(
                $"matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size {y.Dims[^2]} is different from {x.Dims[^1]})");
        int[] stack = Layout.Broadcast(x.Dims[..^2], y.Dims[..^2]);
        int n = x.Dims[^2], k = x.Dims[^1], m = y.Dims[^1];
        NDArray left = x.BroadcastTo([.. stack, n, k]), right = y.BroadcastTo([.. stack, k, m]);
        NDArray result = Multiply(left, right, stack, n, k, m);
        if (row)
            result = result.squeeze(-2);
        return column ? result.squeeze(-1) : result;
    }

    /// <summary><c>np.dot</c>: the last axis of a with the last but one of b.</summary>
    public static NDArray Dot(NDArray a, NDArray b)
    {
        if (a.ndim == 0 || b.ndim == 0)
            return a * b;
        if (b.ndim == 1 || a.ndim <= 2 && b.ndim == 2)
            return Aligned(a, b, b.ndim == 1 ? 0 : b.ndim - 2) ? MatMul(a, b) : throw Mismatch(a, b);
        if (!Aligned(a, b, b.ndim - 2))
            throw Mismatch(a, b);
        int k = a.Dims[^1];
        var order = new int[b.ndim];
        order[0] = b.ndim - 2;
        for (int i = 1; i < order.Length; i++)
            order[i] = i - 1 < b.ndim - 2 ? i - 1 : b.ndim - 1;
        NDArray product = MatMul(a.reshape(-1, k), b.transpose(order).reshape(k, -1));
        return product.reshape([.. a.Dims[..^1], .. b.Dims[..^2], b.Dims[^1]]);
    }

    private static bool Aligned(NDArray a, NDArray b, int axis) => a.Dims[^1] == b.Dims[axis];

    private static KerasShapeException Mismatch(NDArray a, NDArray b)
    {
        int axis = b.ndim == 1 ? 0 : b.ndim - 2;
        return new($"shapes {Layout.Tight(a.Dims)} and {Layout.Tight(b.Dims)} not aligned: {a.Dims[^1]} (dim {a.ndim - 1}) != {b.Dims[axis]} (dim {axis})");
    }

    private static NDArray Multiply(NDArray a, NDArray b, int[] stack, int n, int k, int m)
    {
        DType type = Promotion.Of(a.dtype, b.dtype);
        if (type == DType.Bool)
            return Multiply<long>(a, b, stack, n, k, m).astype(type);
        if (type == DTypeCode.UInt64)
            return Multiply<ulong>(a, b, stack, n, k, m);
        NDArray result = type.is_integer ? Multiply<long>(a, b, stack, n, k, m) : Multiply<double>(a, b, stack, n, k, m);
        return result.astype(type, copy: false);
    }

    private static NDArray Multiply<T>(NDArray a, NDArray b, int[] stack, int n, int k, int m)
        where T : unmanaged, INumber<T>
    {
        T[] x = a.ToArray<T>(), y = b.ToArray<T>();
        int count = Layout.Count(stack);
        int[] dims = [.. stack, n, m];
        var z = new T[Layout.Count(dims)];
        for (int s = 0; s < count; s++)
            for (int i = 0; i < n; i++)
            {
                Span<T> row = z.AsSpan((s * n + i) * m, m);
                for (int j = 0; j < k; j++)
                    AddScaled(row, y.AsSpan((s * k + j) * m, m), x[(s * n + i) * k + j]);
            }
        return NDArray.Over(z, Shape.Of(dims));
    }

    private static void AddScaled<T>(Span<T> row, ReadOnlySpan<T> other, T factor)
        where T : unmanaged, INumber<T>
    {
        int i = 0;
        var factors = new Vector<T>(factor);
        for (; i <= row.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(row[i..]) + new Vector<T>(other[i..]) * factors).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] += other[i] * factor;
    }
}
