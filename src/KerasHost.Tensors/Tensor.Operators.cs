namespace KerasHost;

public sealed unsafe partial class Tensor
{
    /// <summary>Elements by Python's indexing: integers, ranges, <c>slice(a, b, step)</c>.</summary>
    public Tensor this[params ReadOnlySpan<Slice> index] => Op.Index(this, index);

    /// <summary>y = -x</summary>
    public static Tensor operator -(Tensor x) => Op.Negate(x);
    /// <summary>y = a + b</summary>
    public static Tensor operator +(Tensor a, Tensor b) => Op.Add(a, b);
    /// <summary>y = a + b</summary>
    public static Tensor operator +(Tensor a, double b) => Op.Add(a, Number(b, a));
    /// <summary>y = a + b</summary>
    public static Tensor operator +(double a, Tensor b) => Op.Add(Number(a, b), b);
    /// <summary>y = a - b</summary>
    public static Tensor operator -(Tensor a, Tensor b) => Op.Subtract(a, b);
    /// <summary>y = a - b</summary>
    public static Tensor operator -(Tensor a, double b) => Op.Subtract(a, Number(b, a));
    /// <summary>y = a - b</summary>
    public static Tensor operator -(double a, Tensor b) => Op.Subtract(Number(a, b), b);
    /// <summary>y = a·b, element by element</summary>
    public static Tensor operator *(Tensor a, Tensor b) => Op.Multiply(a, b);
    /// <summary>y = a·b</summary>
    public static Tensor operator *(Tensor a, double b) => Op.Multiply(a, Number(b, a));
    /// <summary>y = a·b</summary>
    public static Tensor operator *(double a, Tensor b) => Op.Multiply(Number(a, b), b);
    /// <summary>y = a / b, floats</summary>
    public static Tensor operator /(Tensor a, Tensor b) => Op.TrueDivide(a, b);
    /// <summary>y = a / b, floats</summary>
    public static Tensor operator /(Tensor a, double b) => Op.TrueDivide(a, Number(b, a));
    /// <summary>y = a / b, floats</summary>
    public static Tensor operator /(double a, Tensor b) => Op.TrueDivide(Number(a, b), b);
    /// <summary>The remainder of the sign of b, as Python's %.</summary>
    public static Tensor operator %(Tensor a, Tensor b) => Op.FloorModulo(a, b);
    /// <summary>The remainder of the sign of b, as Python's %.</summary>
    public static Tensor operator %(Tensor a, double b) => Op.FloorModulo(a, Number(b, a));
    /// <summary>Whether a &lt; b, element by element.</summary>
    public static Tensor operator <(Tensor a, Tensor b) => Op.Less(a, b);
    /// <summary>Whether a &lt; b, element by element.</summary>
    public static Tensor operator <(Tensor a, double b) => Op.Less(a, Number(b, a));
    /// <summary>Whether a &gt; b, element by element.</summary>
    public static Tensor operator >(Tensor a, Tensor b) => Op.Greater(a, b);
    /// <summary>Whether a &gt; b, element by element.</summary>
    public static Tensor operator >(Tensor a, double b) => Op.Greater(a, Number(b, a));
    /// <summary>Whether a ≤ b, element by element.</summary>
    public static Tensor operator <=(Tensor a, Tensor b) => Op.LessEqual(a, b);
    /// <summary>Whether a ≤ b, element by element.</summary>
    public static Tensor operator <=(Tensor a, double b) => Op.LessEqual(a, Number(b, a));
    /// <summary>Whether a ≥ b, element by element.</summary>
    public static Tensor operator >=(Tensor a, Tensor b) => Op.GreaterEqual(a, b);
    /// <summary>Whether a ≥ b, element by element.</summary>
    public static Tensor operator >=(Tensor a, double b) => Op.GreaterEqual(a, Number(b, a));
    /// <summary>a and b, both bool.</summary>
    public static Tensor operator &(Tensor a, Tensor b) => Op.LogicalAnd(a, b);
    /// <summary>a or b, both bool.</summary>
    public static Tensor operator |(Tensor a, Tensor b) => Op.LogicalOr(a, b);
    /// <summary>not x, bool.</summary>
    public static Tensor operator !(Tensor x) => Op.LogicalNot(x);

    // A plain number takes the type of the tensor beside it, as in TensorFlow; one that does not fit it is an error.
    private static Tensor Number(double value, Tensor like)
    {
        if (!like.dtype.is_floating && value != Math.Floor(value))
            throw new KerasTypeException($"Cannot convert {value} to EagerTensor of dtype {like.dtype}");
        return Op.Constant(value, like);
    }
}
