namespace KerasHost.Engines;

/// <summary>Functions of one element.</summary>
public enum UnaryKind
{
    /// <summary>-x</summary>
    Negate,
    /// <summary>|x|</summary>
    Abs,
    /// <summary>-1, 0 or 1</summary>
    Sign,
    /// <summary>x²</summary>
    Square,
    /// <summary>√x</summary>
    Sqrt,
    /// <summary>1/√x</summary>
    Rsqrt,
    /// <summary>1/x</summary>
    Reciprocal,
    /// <summary>eˣ</summary>
    Exp,
    /// <summary>eˣ - 1</summary>
    Expm1,
    /// <summary>x from 0 on, eˣ - 1 below, where the power of float32 is rounded as TensorFlow's: what is left just below 0 hangs on that.</summary>
    Elu,
    /// <summary>Natural logarithm.</summary>
    Log,
    /// <summary>ln(1 + x)</summary>
    Log1p,
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,
    /// <summary>1 / (1 + e⁻ˣ)</summary>
    Sigmoid,
    /// <summary>ln(1 + eˣ)</summary>
    Softplus,
    /// <summary>max(x, 0); NaN stays NaN.</summary>
    Relu,
    /// <summary>The error function.</summary>
    Erf,
    /// <summary>Sine of an angle in radians.</summary>
    Sin,
    /// <summary>Cosine of an angle in radians.</summary>
    Cos,
    /// <summary>Tangent of an angle in radians.</summary>
    Tan,
    /// <summary>Hyperbolic sine.</summary>
    Sinh,
    /// <summary>Hyperbolic cosine.</summary>
    Cosh,
    /// <summary>The angle in radians whose sine is x.</summary>
    Asin,
    /// <summary>The angle in radians whose cosine is x.</summary>
    Acos,
    /// <summary>The angle in radians whose tangent is x.</summary>
    Atan,
    /// <summary>The largest whole number not above x.</summary>
    Floor,
    /// <summary>The smallest whole number not below x.</summary>
    Ceil,
    /// <summary>The nearest whole number, halves to even.</summary>
    Round,
    /// <summary>not x (bool)</summary>
    LogicalNot,
    /// <summary>Whether x is NaN; the result is bool.</summary>
    IsNan,
    /// <summary>Whether x is infinite; the result is bool.</summary>
    IsInf,
    /// <summary>Whether x is finite; the result is bool.</summary>
    IsFinite,
}
