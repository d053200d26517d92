namespace KerasHost;

public static partial class Op
{
    /// <summary>x / √max(Σ x², ε) along axes, as TensorFlow's <c>l2_normalize</c>.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="axis">The axes of a vector; null for all.</param>
    /// <param name="epsilon">The smallest squared length.</param>
    public static Tensor L2Normalize(Tensor x, int[]? axis = null, double epsilon = 1e-12) =>
        Multiply(x, Rsqrt(Maximum(Sum(Square(x), axis, true), Constant(epsilon, x))));
}
