using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Functions of single elements. TensorFlow's names and those of <c>keras.ops</c>.</summary>
public static partial class MathFunctions
{
    /// <summary>|x| Element by element.</summary>
    [KerasExport("tf.abs", "tf.math.abs", "keras.ops.abs", "keras.ops.absolute", "keras.backend.abs")]
    public static Tensor abs(TensorLike x) => Op.Abs(x.ToTensor());

    /// <summary>-x Element by element.</summary>
    [KerasExport("tf.negative", "tf.math.negative", "keras.ops.negative")]
    public static Tensor negative(TensorLike x) => Op.Negate(x.ToTensor());

    /// <summary>-1, 0 or 1 Element by element.</summary>
    [KerasExport("tf.sign", "tf.math.sign", "keras.ops.sign", "keras.backend.sign")]
    public static Tensor sign(TensorLike x) => Op.Sign(x.ToTensor());

    /// <summary>x² Element by element.</summary>
    [KerasExport("tf.square", "tf.math.square", "keras.ops.square", "keras.backend.square")]
    public static Tensor square(TensorLike x) => Op.Square(x.ToTensor());

    /// <summary>√x Element by element.</summary>
    [KerasExport("tf.sqrt", "tf.math.sqrt", "keras.ops.sqrt")]
    public static Tensor sqrt(TensorLike x) => Op.Sqrt(x.ToTensor());

    /// <summary>1/√x Element by element.</summary>
    [KerasExport("tf.math.rsqrt", "keras.ops.rsqrt")]
    public static Tensor rsqrt(TensorLike x) => Op.Rsqrt(x.ToTensor());

    /// <summary>1/x Element by element.</summary>
    [KerasExport("tf.math.reciprocal", "keras.ops.reciprocal")]
    public static Tensor reciprocal(TensorLike x) => Op.Reciprocal(x.ToTensor());

    /// <summary>eˣ Element by element.</summary>
    [KerasExport("tf.exp", "tf.math.exp", "keras.ops.exp", "keras.backend.exp")]
    public static Tensor exp(TensorLike x) => Op.Exp(x.ToTensor());

    /// <summary>eˣ - 1 Element by element.</summary>
    [KerasExport("tf.math.expm1", "keras.ops.expm1")]
    public static Tensor expm1(TensorLike x) => Op.Expm1(x.ToTensor());

    /// <summary>ln x Element by element.</summary>
    [KerasExport("tf.math.log", "keras.ops.log", "keras.backend.log")]
    public static Tensor log(TensorLike x) => Op.Log(x.ToTensor());

    /// <summary>ln(1 + x) Element by element.</summary>
    [KerasExport("tf.math.log1p", "keras.ops.log1p")]
    public static Tensor log1p(TensorLike x) => Op.Log1p(x.ToTensor());

    /// <summary>Sine, element by element.</summary>
    [KerasExport("tf.sin", "tf.math.sin", "keras.ops.sin", "keras.backend.sin")]
    public static Tensor sin(TensorLike x) => Op.Sin(x.ToTensor());

    /// <summary>Cosine, element by element.</summary>
    [KerasExport("tf.cos", "tf.math.cos", "keras.ops.cos", "keras.backend.cos")]
    public static Tensor cos(TensorLike x) => Op.Cos(x.ToTensor());

    /// <summary>Tangent, element by element.</summary>
    [KerasExport("tf.tan", "tf.math.tan", "keras.ops.tan")]
    public static Tensor tan(TensorLike x) => Op.Tan(x.ToTensor());

    /// <summary>Arc sine in radians, element by element.</summary>
    [KerasExport("tf.asin", "tf.math.asin", "keras.ops.arcsin")]
    public static Tensor asin(TensorLike x) => Op.Asin(x.ToTensor());

    /// <summary>Arc cosine in radians, element by element.</summary>
    [KerasExport("tf.acos", "tf.math.acos", "keras.ops.arccos")]
    public static Tensor acos(TensorLike x) => Op.Acos(x.ToTensor());

    /// <summary>Arc tangent in radians, element by element.</summary>
    [KerasExport("tf.atan", "tf.math.atan", "keras.ops.arctan")]
    public static Tensor atan(TensorLike x) => Op.Atan(x.ToTensor());

    /// <summary>Hyperbolic sine, element by element.</summary>
    [KerasExport("tf.sinh", "tf.math.sinh", "keras.ops.sinh")]
    public static Tensor sinh(TensorLike x) => Op.Sinh(x.ToTensor());

    /// <summary>Hyperbolic cosine, element by element.</summary>
    [KerasExport("tf.cosh", "tf.math.cosh", "keras.ops.cosh")]
    public static Tensor cosh(TensorLike x) => Op.Cosh(x.ToTensor());

    /// <summary>The error function, element by element.</summary>
    [KerasExport("tf.math.erf", "keras.ops.erf")]
    public static Tensor erf(TensorLike x) => Op.Erf(x.ToTensor());

    /// <summary>The largest whole number not above x, element by element.</summary>
    [KerasExport("tf.floor", "tf.math.floor", "keras.ops.floor")]
    public static Tensor floor(TensorLike x) => Op.Floor(x.ToTensor());

    /// <summary>The smallest whole number not below x, element by element.</summary>
    [KerasExport("tf.math.ceil", "keras.ops.ceil")]
    public static Tensor ceil(TensorLike x) => Op.Ceil(x.ToTensor());

    /// <summary>The nearest whole number, halves to even, element by element.</summary>
    [KerasExport("tf.round", "tf.math.round", "keras.backend.round")]
    public static Tensor round(TensorLike x) => Op.Round(x.ToTensor());

    /// <summary>not x Element by element.</summary>
    [KerasExport("tf.logical_not", "tf.math.logical_not", "keras.ops.logical_not")]
    public static Tensor logical_not(TensorLike x) => Op.LogicalNot(x.ToTensor());

    /// <summary>Whether x is NaN, element by element.</summary>
    [KerasExport("tf.math.is_nan", "keras.ops.isnan")]
    public static Tensor is_nan(TensorLike x) => Op.IsNan(x.ToTensor());

    /// <summary>Whether x is infinite, element by element.</summary>
    [KerasExport("tf.math.is_inf", "keras.ops.isinf")]
    public static Tensor is_inf(TensorLike x) => Op.IsInf(x.ToTensor());

    /// <summary>Whether x is finite, element by element.</summary>
    [KerasExport("tf.math.is_finite", "keras.ops.isfinite")]
    public static Tensor is_finite(TensorLike x) => Op.IsFinite(x.ToTensor());
}
