using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Functions of all elements along axes. TensorFlow's names and those of <c>keras.ops</c>.</summary>
public static partial class ReductionFunctions
{
    /// <summary>The sum along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_sum", "tf.math.reduce_sum")]
    public static Tensor reduce_sum(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.Sum(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The sum along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.sum", "keras.backend.sum")]
    public static Tensor sum(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.Sum(x.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The mean along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_mean", "tf.math.reduce_mean")]
    public static Tensor reduce_mean(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.Mean(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The mean along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.mean", "keras.backend.mean")]
    public static Tensor mean(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.Mean(x.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The largest element along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_max", "tf.math.reduce_max")]
    public static Tensor reduce_max(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.Max(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The largest element along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.max", "keras.ops.amax", "keras.backend.max")]
    public static Tensor max(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.Max(x.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The smallest element along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_min", "tf.math.reduce_min")]
    public static Tensor reduce_min(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.Min(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The smallest element along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.min", "keras.ops.amin", "keras.backend.min")]
    public static Tensor min(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.Min(x.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The product along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_prod", "tf.math.reduce_prod")]
    public static Tensor reduce_prod(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.Product(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>The product along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.prod", "keras.backend.prod")]
    public static Tensor prod(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.Product(x.ToTensor(), axis?.Axes, keepdims);

    /// <summary>Whether any element is true along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_any", "tf.math.reduce_any")]
    public static Tensor reduce_any(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.Any(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>Whether any element is true along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.any", "keras.backend.any")]
    public static Tensor any(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.Any(x.ToTensor(), axis?.Axes, keepdims);

    /// <summary>Whether all elements are true along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_all", "tf.math.reduce_all")]
    public static Tensor reduce_all(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.All(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>Whether all elements are true along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.all", "keras.backend.all")]
    public static Tensor all(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.All(x.ToTensor(), axis?.Axes, keepdims);

    /// <summary>ln Σ eˣ along axes.</summary>
    /// <param name="input_tensor">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.reduce_logsumexp", "tf.math.reduce_logsumexp")]
    public static Tensor reduce_logsumexp(TensorLike input_tensor, AxisArg? axis = null, bool keepdims = false) => Op.LogSumExp(input_tensor.ToTensor(), axis?.Axes, keepdims);

    /// <summary>ln Σ eˣ along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axes, negative from the end; null for all.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("keras.ops.logsumexp")]
    public static Tensor logsumexp(TensorLike x, AxisArg? axis = null, bool keepdims = false) => Op.LogSumExp(x.ToTensor(), axis?.Axes, keepdims);
}
