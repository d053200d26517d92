namespace KerasHost;

public static partial class Op
{
    /// <summary>Drops axes of size 1.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">Which, negative from the end; null for all of size 1.</param>
    /// <exception cref="KerasShapeException">A named axis is larger.</exception>
    public static Tensor Squeeze(Tensor x, int[]? axis = null)
    {
        var drop = new List<int>();
        if (axis is null)
        {
            for (int i = 0; i < x.ndim; i++)
                if (x.shape.Dim(i) == 1)
                    drop.Add(i);
        }
        else
            drop.AddRange(NormalizeAxes(x.ndim, axis));
        foreach (int i in drop)
            if (x.shape.Dim(i) is { } size && size != 1)
                throw new KerasShapeException($"Can not squeeze dim[{i}], expected a dimension of 1, got {size}");
        return View(x, ReducedShape(x.shape, drop.ToArray()));
    }
}
