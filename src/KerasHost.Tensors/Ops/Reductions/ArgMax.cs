using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The position of the first largest element along an axis.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="output_type">int64 (the default) or int32.</param>
    public static Tensor ArgMax(Tensor x, int axis = 0, DType? output_type = null) => ArgReduce(ReduceKind.Maximum, x, axis, output_type);
}
