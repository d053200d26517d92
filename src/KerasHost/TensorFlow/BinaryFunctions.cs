using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Functions of two elements. TensorFlow's names and those of <c>keras.ops</c>.</summary>
public static partial class BinaryFunctions
{
    /// <summary>x + y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.add", "tf.math.add", "keras.ops.add")]
    public static Tensor add(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Add(a, b);
    }

    /// <summary>x - y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.subtract", "tf.math.subtract", "keras.ops.subtract")]
    public static Tensor subtract(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Subtract(a, b);
    }

    /// <summary>x·y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.multiply", "tf.math.multiply", "keras.ops.multiply")]
    public static Tensor multiply(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Multiply(a, b);
    }

    /// <summary>x / y, element by element; shapes broadcast. Whole numbers become floats, 64 bits for 32 and more.</summary>
    [KerasExport("tf.divide", "tf.math.divide", "tf.truediv", "tf.math.truediv", "keras.ops.divide", "keras.ops.true_divide")]
    public static Tensor divide(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.TrueDivide(a, b);
    }

    /// <summary>x / y, or 0 where y is 0, element by element; shapes broadcast.</summary>
    [KerasExport("tf.math.divide_no_nan")]
    public static Tensor divide_no_nan(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.DivideNoNan(a, b);
    }

    /// <summary>The whole number not above x / y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.math.floordiv", "keras.ops.floor_divide")]
    public static Tensor floordiv(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.FloorDivide(a, b);
    }

    /// <summary>The remainder, of the sign of y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.math.floormod", "tf.math.mod", "keras.ops.mod")]
    public static Tensor floormod(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.FloorModulo(a, b);
    }

    /// <summary>xʸ, element by element; shapes broadcast.</summary>
    [KerasExport("tf.pow", "tf.math.pow", "keras.ops.power", "keras.backend.pow")]
    public static Tensor pow(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Power(a, b);
    }

    /// <summary>The larger, element by element; shapes broadcast.</summary>
    [KerasExport("tf.maximum", "tf.math.maximum", "keras.ops.maximum", "keras.backend.maximum")]
    public static Tensor maximum(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Maximum(a, b);
    }

    /// <summary>The smaller, element by element; shapes broadcast.</summary>
    [KerasExport("tf.minimum", "tf.math.minimum", "keras.ops.minimum", "keras.backend.minimum")]
    public static Tensor minimum(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Minimum(a, b);
    }

    /// <summary>(x - y)², element by element; shapes broadcast.</summary>
    [KerasExport("tf.math.squared_difference")]
    public static Tensor squared_difference(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.SquaredDifference(a, b);
    }

    /// <summary>The angle of the point (y, x) in radians, element by element; shapes broadcast.</summary>
    [KerasExport("tf.atan2", "tf.math.atan2", "keras.ops.arctan2")]
    public static Tensor atan2(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Atan2(a, b);
    }

    /// <summary>Whether x = y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.equal", "tf.math.equal", "keras.ops.equal", "keras.backend.equal")]
    public static Tensor equal(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Equal(a, b);
    }

    /// <summary>Whether x ≠ y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.not_equal", "tf.math.not_equal", "keras.ops.not_equal", "keras.backend.not_equal")]
    public static Tensor not_equal(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.NotEqual(a, b);
    }

    /// <summary>Whether x &lt; y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.less", "tf.math.less", "keras.ops.less", "keras.backend.less")]
    public static Tensor less(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Less(a, b);
    }

    /// <summary>Whether x ≤ y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.less_equal", "tf.math.less_equal", "keras.ops.less_equal", "keras.backend.less_equal")]
    public static Tensor less_equal(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.LessEqual(a, b);
    }

    /// <summary>Whether x &gt; y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.greater", "tf.math.greater", "keras.ops.greater", "keras.backend.greater")]
    public static Tensor greater(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.Greater(a, b);
    }

    /// <summary>Whether x ≥ y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.greater_equal", "tf.math.greater_equal", "keras.ops.greater_equal", "keras.backend.greater_equal")]
    public static Tensor greater_equal(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.GreaterEqual(a, b);
    }

    /// <summary>x and y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.logical_and", "tf.math.logical_and", "keras.ops.logical_and")]
    public static Tensor logical_and(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.LogicalAnd(a, b);
    }

    /// <summary>x or y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.logical_or", "tf.math.logical_or", "keras.ops.logical_or")]
    public static Tensor logical_or(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.LogicalOr(a, b);
    }

    /// <summary>Either x or y, element by element; shapes broadcast.</summary>
    [KerasExport("tf.math.logical_xor", "keras.ops.logical_xor")]
    public static Tensor logical_xor(TensorLike x, TensorLike y)
    {
        (Tensor a, Tensor b) = Operands.Of(x, y);
        return Op.LogicalXor(a, b);
    }
}
