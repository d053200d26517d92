namespace KerasHost;

public static partial class Op
{
    /// <summary>Cuts a tensor along an axis into equal parts.</summary>
    /// <exception cref="KerasShapeException">The axis does not divide into as many parts.</exception>
    public static Tensor[] Split(Tensor x, int count, int axis = 0)
    {
        axis = NormalizeAxis(x.ndim, axis);
        int size = x.shape[axis];
        if (count <= 0 || size % count != 0)
            throw new KerasShapeException($"Number of ways to split should evenly divide the split dimension, but got split_dim {axis} (size = {size}) and num_split {count}");
        return Split(x, [.. Enumerable.Repeat(size / count, count)], axis);
    }

    /// <summary>Cuts a tensor along an axis into parts of the given sizes.</summary>
    public static Tensor[] Split(Tensor x, int[] sizes, int axis = 0)
    {
        axis = NormalizeAxis(x.ndim, axis);
        if (x.shape.Dim(axis) is { } size && sizes.Sum() != size)
            throw new KerasShapeException($"The sizes ({string.Join(", ", sizes)}) do not add up to axis {axis} of shape {x.shape}.");
        var parts = new Tensor[sizes.Length];
        for (int i = 0, at = 0; i < sizes.Length; at += sizes[i], i++)
            parts[i] = SliceAxis(x, axis, at, sizes[i]);
        return parts;
    }
}
