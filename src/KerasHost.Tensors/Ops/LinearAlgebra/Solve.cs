namespace KerasHost;

public static partial class Op
{
    /// <summary>The x of a·x = b for square matrices.</summary>
    /// <param name="a">Shape <c>(…, n, n)</c>, floats.</param>
    /// <param name="b">Shape <c>(…, n, columns)</c>.</param>
    /// <exception cref="KerasShapeException">The matrices are not square, or the shapes do not fit.</exception>
    /// <exception cref="KerasValueException">A matrix has no inverse.</exception>
    public static Tensor Solve(Tensor a, Tensor b)
    {
        int n = SquareSize(a);
        if (b.ndim != a.ndim || b.shape.Part(0, b.ndim - 1) != a.shape.Part(0, a.ndim - 1) || b.dtype != a.dtype)
            throw new KerasShapeException($"Input matrix and right-hand side must have the same type and batches and as many rows. Received: {a.shape} and {b.shape}");
        Tensor y = Tensor.Result(b.dtype, b.shape, a, b);
        if (y.IsSymbolic)
            return y;
        int columns = b.shape[^1], batches = (int)a.shape.Part(0, a.ndim - 2).Size;
        double[] matrices = Doubles(a), right = Doubles(b);
        var solution = new double[right.Length];
        for (int i = 0; i < batches; i++)
        {
            var factors = new LuFactors(matrices.AsSpan(i * n * n, n * n), n);
            if (factors.IsSingular)
                throw new KerasValueException("Input matrix is not invertible.");
            factors.Solve(right.AsSpan(i * n * columns, n * columns), columns).CopyTo(solution, i * n * columns);
        }
        Put(solution, y);
        GradientTape.Record(y, [a, b], dy =>
        {
            Tensor db = Solve(SwapLastAxes(a), dy);
            return [Negate(MatMul(db, y, transpose_b: true)), db];
        });
        return y;
    }

    /// <summary>The inverse of square matrices, shape <c>(…, n, n)</c>.</summary>
    /// <exception cref="KerasShapeException">The matrices are not square.</exception>
    /// <exception cref="KerasValueException">A matrix has no inverse.</exception>
    public static Tensor Inverse(Tensor a)
    {
        int n = SquareSize(a);
        return Solve(a, BroadcastTo(OneHot(Range(0, n, 1, DType.Int32), n, 1, 0, a.dtype), a.shape));
    }

    /// <summary>The determinant of square matrices: <c>(…, n, n)</c> becomes <c>(…)</c>.</summary>
    /// <exception cref="KerasShapeException">The matrices are not square.</exception>
    public static Tensor Determinant(Tensor a)
    {
        int n = SquareSize(a);
        Tensor y = Tensor.Result(a.dtype, a.shape.Part(0, a.ndim - 2), a);
        if (y.IsSymbolic)
            return y;
        double[] matrices = Doubles(a);
        Put([.. Enumerable.Range(0, y.Length).Select(i => new LuFactors(matrices.AsSpan(i * n * n, n * n), n).Determinant)], y);
        GradientTape.Record(y, a, dy => Multiply(ExpandDims(ExpandDims(Multiply(dy, y), -1), -1), SwapLastAxes(Inverse(a))));
        return y;
    }

    private static int SquareSize(Tensor a) => a.ndim >= 2 && a.shape.Dims[^1] == a.shape.Dims[^2] ? a.dtype.is_floating ? a.shape.Dims[^1]
        : throw new KerasTypeException($"Matrices of floats are wanted. Received: {a.dtype}")
        : throw new KerasShapeException($"Input matrix must be square. Received: {a.shape}");

    private static double[] Doubles(Tensor x) => Cast(x, DType.Float64).ToArray<double>();

    private static void Put(double[] values, Tensor y)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        Tensor rounded = Cast(Tensor.From<double>(values, y.shape), y.dtype);
        rounded.Bytes.CopyTo(y.Bytes);
        GC.KeepAlive(rounded);
    }
}
