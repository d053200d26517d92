namespace KerasHost;

public static partial class Op
{
    /// <summary>Each element, but not below <paramref name="low"/> nor above <paramref name="high"/>. The gradient is 0 where it was cut, and of NaN.</summary>
    public static Tensor ClipByValue(Tensor x, double low, double high) =>
        Maximum(Minimum(x, Constant(high, x)), Constant(low, x));
}
