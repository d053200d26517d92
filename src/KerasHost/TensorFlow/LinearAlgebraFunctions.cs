using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Products of matrices. TensorFlow's names and those of <c>keras.ops</c>.</summary>
public static partial class LinearAlgebraFunctions
{
    /// <summary>The matrix product of the last two axes.</summary>
    /// <param name="a">Shape <c>(…, m, k)</c>.</param>
    /// <param name="b">Shape <c>(…, k, n)</c>.</param>
    /// <param name="transpose_a">Whether the last two axes of a are swapped first.</param>
    /// <param name="transpose_b">Whether the last two axes of b are swapped first.</param>
    [KerasExport("tf.matmul", "tf.linalg.matmul")]
    public static Tensor matmul(TensorLike a, TensorLike b, bool transpose_a = false, bool transpose_b = false)
    {
        (Tensor left, Tensor right) = Operands.Of(a, b);
        return Op.MatMul(left, right, transpose_a, transpose_b);
    }

    /// <summary>The matrix product of the last two axes.</summary>
    [KerasExport("keras.ops.matmul")]
    public static Tensor matmul(TensorLike x1, TensorLike x2)
    {
        (Tensor left, Tensor right) = Operands.Of(x1, x2);
        return Op.MatMul(left, right);
    }

    /// <summary>The product over the last axis of x and the second to last of y.</summary>
    [KerasExport("keras.backend.dot", "keras.ops.dot")]
    public static Tensor dot(TensorLike x, TensorLike y)
    {
        (Tensor left, Tensor right) = Operands.Of(x, y);
        return Op.TensorDot(left, right);
    }

    /// <summary>x / √max(Σ x², epsilon): vectors of length 1, or 0 where x is 0.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="axis">The axes of a vector; null for all.</param>
    /// <param name="epsilon">The smallest squared length.</param>
    [KerasExport("tf.math.l2_normalize", "tf.nn.l2_normalize", "tf.linalg.l2_normalize")]
    public static Tensor l2_normalize(TensorLike x, AxisArg? axis = null, double epsilon = 1e-12) => Op.L2Normalize(x.ToTensor(), axis?.Axes, epsilon);

    /// <summary>x / √max(Σ x², 1e-12): vectors of length 1, or 0 where x is 0.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="axis">The axes of a vector; null for all.</param>
    [KerasExport("keras.backend.l2_normalize")]
    public static Tensor l2_normalize(TensorLike x, AxisArg? axis = null) => Op.L2Normalize(x.ToTensor(), axis?.Axes);
}
