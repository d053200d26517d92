using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    private static Tensor Reduce(ReduceKind kind, Tensor x, int[] axes, bool keepdims)
    {
        bool logical = kind is ReduceKind.Any or ReduceKind.All;
        if (logical != (x.dtype == DType.Bool))
            throw new KerasTypeException($"Reduce {kind} does not take a tensor of type {x.dtype}.");
        Tensor y = Tensor.Result(x.dtype, keepdims ? KeptShape(x.shape, axes) : ReducedShape(x.shape, axes), x);
        if (!y.IsSymbolic)
            Engine.Current.Reduce(kind, x, axes, y);
        return y;
    }

    /// <summary>The shape with these axes at size 1.</summary>
    internal static Shape KeptShape(Shape shape, ReadOnlySpan<int> axes)
    {
        int[] dims = shape.Dims.ToArray();
        foreach (int axis in axes)
            dims[axis] = 1;
        return dims;
    }

    /// <summary>The shape without these axes.</summary>
    internal static Shape ReducedShape(Shape shape, ReadOnlySpan<int> axes)
    {
        var dims = new List<int>(shape.Rank);
        for (int i = 0; i < shape.Rank; i++)
            if (!axes.Contains(i))
                dims.Add(shape.Dims[i]);
        return dims.ToArray();
    }
}
