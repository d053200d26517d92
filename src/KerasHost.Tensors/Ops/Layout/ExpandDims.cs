namespace KerasHost;

public static partial class Op
{
    /// <summary>An axis of size 1 more, at position <paramref name="axis"/> of the result (negative from its end).</summary>
    public static Tensor ExpandDims(Tensor x, int axis)
    {
        int at = NormalizeAxis(x.ndim + 1, axis);
        return View(x, x.shape.Part(0, at).Append([1, .. x.shape.Dims[at..]]));
    }

    private static Tensor View(Tensor x, Shape shape)
    {
        Tensor y = x.View(shape);
        GradientTape.Record(y, x, dy => View(dy, x.shape));
        return y;
    }
}
