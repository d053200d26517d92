using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    private static Tensor ArgReduce(ReduceKind kind, Tensor x, int axis, DType? type)
    {
        DType result = type ?? DType.Int64;
        if (result != DType.Int64 && result != DType.Int32)
            throw new KerasTypeException($"Positions are int64 or int32, not {result}.");
        axis = NormalizeAxis(x.ndim, axis);
        if (x.shape.Dim(axis) == 0)
            throw new KerasValueException($"Reduction axis {axis} is empty in shape {x.shape}");
        Tensor y = Tensor.Result(result, ReducedShape(x.shape, [axis]), x);
        if (!y.IsSymbolic)
            Engine.Current.ArgReduce(kind, x, axis, y);
        return y;
    }
}
