using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class ReductionFunctions
{
    /// <summary>The position of the first largest element along an axis.</summary>
    [KerasExport("tf.argmax", "tf.math.argmax")]
    public static Tensor argmax(TensorLike input, int axis = 0, DType? output_type = null) => Op.ArgMax(input.ToTensor(), axis, output_type);

    /// <summary>The position of the first smallest element along an axis.</summary>
    [KerasExport("tf.argmin", "tf.math.argmin")]
    public static Tensor argmin(TensorLike input, int axis = 0, DType? output_type = null) => Op.ArgMin(input.ToTensor(), axis, output_type);

    /// <summary>The running sum along an axis.</summary>
    [KerasExport("tf.cumsum", "tf.math.cumsum", "keras.backend.cumsum")]
    public static Tensor cumsum(TensorLike x, int axis = 0, bool exclusive = false, bool reverse = false) => Op.CumulativeSum(x.ToTensor(), axis, exclusive, reverse);

    /// <summary>Each element, but not outside of two bounds.</summary>
    [KerasExport("tf.clip_by_value")]
    public static Tensor clip_by_value(TensorLike t, double clip_value_min, double clip_value_max) => Op.ClipByValue(t.ToTensor(), clip_value_min, clip_value_max);

    /// <summary>Each element, but not outside of two bounds.</summary>
    [KerasExport("keras.ops.clip")]
    public static Tensor clip(TensorLike x, double x_min, double x_max) => Op.ClipByValue(x.ToTensor(), x_min, x_max);
}
