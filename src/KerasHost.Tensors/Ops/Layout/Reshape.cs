namespace KerasHost;

public static partial class Op
{
    /// <summary>The same elements in the same order under another shape, of which one axis may be null: it takes what is left.</summary>
    /// <exception cref="KerasShapeException">The number of elements differs.</exception>
    public static Tensor Reshape(Tensor x, Shape shape)
    {
        // What lies behind a sigmoid or softmax is not seen through a reshape, even one that changes nothing.
        if (x.shape == shape && x.Variable is null && x.Logits is null)
            return x;
        Tensor y = x.View(ReshapedShape(x.shape, shape));
        GradientTape.Record(y, x, dy => Reshape(dy, x.shape));
        return y;
    }

    /// <summary>The shape that <see cref="Reshape"/> gives.</summary>
    internal static Shape ReshapedShape(Shape from, Shape to)
    {
        int unknown = to.Dims.IndexOf(Shape.Unknown);
        if (!from.IsFullyKnown)
            return to;
        long size = from.Size, known = 1;
        for (int i = 0; i < to.Rank; i++)
            if (i != unknown)
                known *= to.Dims[i] >= 0 ? to.Dims[i] : throw new KerasShapeException($"Only one axis of the new shape may be unknown, found {to}.");
        bool fits = unknown < 0 ? known == size : known > 0 ? size % known == 0 : size == 0;
        if (!fits)
            throw new KerasShapeException($"Input to reshape is a tensor with {size} values, but the requested shape {(unknown < 0 ? $"has {known}" : $"requires a multiple of {known}")}: {to}");
        return unknown < 0 ? to : to.With(unknown, known > 0 ? (int)(size / known) : 0);
    }
}
