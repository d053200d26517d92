namespace KerasHost;

public static partial class Op
{
    /// <summary>A run of positions along one axis.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="start">The first position.</param>
    /// <param name="count">How many.</param>
    public static Tensor SliceAxis(Tensor x, int axis, int start, int count)
    {
        axis = NormalizeAxis(x.ndim, axis);
        int[] starts = new int[x.ndim], steps = new int[x.ndim];
        Array.Fill(steps, 1);
        starts[axis] = start;
        if (x.shape.Dim(axis) is { } size && (start < 0 || count < 0 || start + count > size))
            throw new KerasShapeException($"Positions {start} to {start + count} lie outside axis {axis} of shape {x.shape}.");
        return SliceAxes(x, starts, steps, x.shape.With(axis, count).Dims.ToArray());
    }
}
