using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class LinearAlgebraFunctions
{
    /// <summary>Einstein's summation: <c>tf.einsum("bij,bjk->bik", a, b)</c> multiplies matrices. Labels once, twice (a diagonal) and <c>...</c> are known.</summary>
    /// <param name="equation">The labels of each input's axes, and behind <c>-></c> those of the result.</param>
    /// <param name="inputs">The tensors.</param>
    /// <exception cref="KerasValueException">The equation does not fit the tensors.</exception>
    [KerasExport("tf.einsum", "tf.linalg.einsum", "keras.ops.einsum")]
    public static Tensor einsum(string equation, params TensorLike[] inputs) => Op.Einsum(equation, Array.ConvertAll(inputs, input => input.ToTensor()));

    /// <summary>The product over the last axes of a and the first of b.</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="axes">How many axes; 0 multiplies every element with every other.</param>
    /// <exception cref="KerasValueException">There are not so many axes.</exception>
    [KerasExport("tf.tensordot", "tf.linalg.tensordot", "keras.ops.tensordot")]
    public static Tensor tensordot(TensorLike a, TensorLike b, int axes)
    {
        (Tensor x, Tensor y) = Operands.Of(a, b);
        if (axes < 0 || axes > x.ndim || axes > y.ndim)
            throw new KerasValueException($"`axes` must not be larger than the number of dimensions of tensors {x.shape} and {y.shape}. Received: axes={axes}");
        return Op.TensorDot(x, y, [.. Enumerable.Range(x.ndim - axes, axes)], [.. Enumerable.Range(0, axes)]);
    }

    /// <summary>The product over pairs of axes: <c>axes: ([1, 2], [0, 1])</c>.</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="axes">Axes of a, and as many of b.</param>
    /// <exception cref="KerasValueException">The axes do not fit.</exception>
    [KerasExport("tf.tensordot", "tf.linalg.tensordot", "keras.ops.tensordot")]
    public static Tensor tensordot(TensorLike a, TensorLike b, (AxisArg, AxisArg) axes)
    {
        (Tensor x, Tensor y) = Operands.Of(a, b);
        return Op.TensorDot(x, y, axes.Item1.Axes, axes.Item2.Axes);
    }

    /// <inheritdoc cref="tensordot(TensorLike, TensorLike, ValueTuple{AxisArg, AxisArg})"/>
    [KerasExport("tf.tensordot", "tf.linalg.tensordot", "keras.ops.tensordot")]
    public static Tensor tensordot(TensorLike a, TensorLike b, int[][] axes) => axes.Length == 2 ? tensordot(a, b, (axes[0], axes[1]))
        : throw new KerasValueException($"'axes' must be an integer or have length 2. Received: a list of {axes.Length}");

    /// <summary>The product of matrices with vectors: <c>(…, m, n)</c> and <c>(…, n)</c> give <c>(…, m)</c>.</summary>
    [KerasExport("tf.linalg.matvec")]
    public static Tensor matvec(TensorLike a, TensorLike b, bool transpose_a = false)
    {
        (Tensor x, Tensor y) = Operands.Of(a, b);
        return Op.Squeeze(Op.MatMul(x, Op.ExpandDims(y, -1), transpose_a), [-1]);
    }

    /// <summary>The last two axes exchanged.</summary>
    [KerasExport("tf.linalg.matrix_transpose")]
    public static Tensor matrix_transpose(TensorLike a)
    {
        Tensor x = a.ToTensor();
        if (x.ndim < 2)
            throw new KerasValueException($"Argument `a` should be a (batch) matrix with rank >= 2. Received `a` = {x} with shape: {x.shape}");
        return Op.Transpose(x, [.. Enumerable.Range(0, x.ndim - 2), x.ndim - 1, x.ndim - 2]);
    }

    /// <summary>The sum of the diagonal of matrices: <c>(…, m, n)</c> becomes <c>(…)</c>.</summary>
    [KerasExport("tf.linalg.trace")]
    public static Tensor trace(TensorLike x) => Op.Sum(diag_part(x), [-1]);

    /// <summary>The diagonal of matrices: <c>(…, m, n)</c> becomes <c>(…, min(m, n))</c>.</summary>
    [KerasExport("tf.linalg.diag_part")]
    public static Tensor diag_part(TensorLike input)
    {
        Tensor x = input.ToTensor();
        if (x.ndim < 2)
            throw new KerasShapeException($"input must be at least 2-dim, received shape: {x.shape}");
        int rows = x.shape[^2], columns = x.shape[^1], size = Math.Min(rows, columns);
        Tensor flat = Op.Reshape(x, x.shape.Part(0, x.ndim - 2).Append(rows * columns));
        return Op.Gather(flat, Tensor.From<int>([.. Enumerable.Range(0, size).Select(i => i * (columns + 1))], size), x.ndim - 2);
    }

    /// <summary>Matrices with these diagonals and zeros elsewhere: <c>(…, n)</c> becomes <c>(…, n, n)</c>.</summary>
    [KerasExport("tf.linalg.diag")]
    public static Tensor diag(TensorLike diagonal)
    {
        Tensor x = diagonal.ToTensor();
        if (x.ndim == 0)
            throw new KerasShapeException("diagonal must be at least 1-dim, received shape: ()");
        int size = x.shape[^1];
        Tensor column = Op.ExpandDims(x, -1);
        return Op.Where(Op.OneHot(Op.Range(0, size, 1, DType.Int32), size, 1, 0, DType.Bool), column, Op.ZerosLike(column));
    }

    /// <summary>A band around the diagonal of matrices; zeros elsewhere.</summary>
    /// <param name="input">Shape <c>(…, m, n)</c>.</param>
    /// <param name="num_lower">Diagonals below the main one; -1 keeps all.</param>
    /// <param name="num_upper">Diagonals above the main one; -1 keeps all.</param>
    [KerasExport("tf.linalg.band_part")]
    public static Tensor band_part(TensorLike input, int num_lower, int num_upper)
    {
        Tensor x = input.ToTensor();
        if (x.ndim < 2)
            throw new KerasShapeException($"input must be at least 2-dim, received shape: {x.shape}");
        int rows = x.shape[^2], columns = x.shape[^1];
        var inside = new bool[rows * columns];
        for (int i = 0; i < inside.Length; i++)
        {
            int above = i % columns - i / columns;
            inside[i] = (num_lower < 0 || -above <= num_lower) && (num_upper < 0 || above <= num_upper);
        }
        return Op.Where(Tensor.From<bool>(inside, (rows, columns)), x, Op.ZerosLike(x));
    }

    /// <summary>The inverse of square matrices, worked out in float64.</summary>
    /// <exception cref="KerasValueException">A matrix has no inverse.</exception>
    [KerasExport("tf.linalg.inv")]
    public static Tensor inv(TensorLike input) => Op.Inverse(input.ToTensor());

    /// <summary>The determinant of square matrices: <c>(…, n, n)</c> becomes <c>(…)</c>.</summary>
    [KerasExport("tf.linalg.det")]
    public static Tensor det(TensorLike input) => Op.Determinant(input.ToTensor());

    /// <summary>The x of matrix·x = rhs for square matrices, worked out in float64.</summary>
    /// <param name="matrix">Shape <c>(…, n, n)</c>.</param>
    /// <param name="rhs">Shape <c>(…, n, columns)</c>.</param>
    /// <exception cref="KerasValueException">A matrix has no inverse.</exception>
    [KerasExport("tf.linalg.solve")]
    public static Tensor solve(TensorLike matrix, TensorLike rhs)
    {
        (Tensor a, Tensor b) = Operands.Of(matrix, rhs);
        return Op.Solve(a, b);
    }
}
