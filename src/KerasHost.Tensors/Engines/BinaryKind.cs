namespace KerasHost.Engines;

/// <summary>Functions of two elements.</summary>
public enum BinaryKind
{
    /// <summary>a + b</summary>
    Add,
    /// <summary>a - b</summary>
    Subtract,
    /// <summary>a · b</summary>
    Multiply,
    /// <summary>a / b (floats)</summary>
    Divide,
    /// <summary>a / b, or 0 where b is 0 (floats)</summary>
    DivideNoNan,
    /// <summary>The whole number not above a / b.</summary>
    FloorDivide,
    /// <summary>a - b · ⌊a / b⌋, of the sign of b.</summary>
    FloorModulo,
    /// <summary>aᵇ</summary>
    Power,
    /// <summary>The larger; NaN if one is.</summary>
    Maximum,
    /// <summary>The smaller; NaN if one is.</summary>
    Minimum,
    /// <summary>(a - b)²</summary>
    SquaredDifference,
    /// <summary>The angle of the point (b, a) in radians.</summary>
    Atan2,
    /// <summary>b · (1 - a²): the gradient b through y = a = tanh(x).</summary>
    TanhGradient,
    /// <summary>b · a · (1 - a): the gradient b through y = a = sigmoid(x).</summary>
    SigmoidGradient,
    /// <summary>b where a is above 0, else 0: the gradient b through y = a = relu(x).</summary>
    ReluGradient,
    /// <summary>a = b; the result is bool, as for all below.</summary>
    Equal,
    /// <summary>a ≠ b</summary>
    NotEqual,
    /// <summary>a &lt; b</summary>
    Less,
    /// <summary>a ≤ b</summary>
    LessEqual,
    /// <summary>a &gt; b</summary>
    Greater,
    /// <summary>a ≥ b</summary>
    GreaterEqual,
    /// <summary>a and b (bool)</summary>
    LogicalAnd,
    /// <summary>a or b (bool)</summary>
    LogicalOr,
    /// <summary>either a or b (bool)</summary>
    LogicalXor,
}
