using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Repeats axes of size 1 up to <paramref name="shape"/>, as NumPy broadcasts.</summary>
    public static Tensor BroadcastTo(Tensor x, Shape shape)
    {
        if (x.shape == shape)
            return x;
        if (x.ndim > shape.Rank || BroadcastShape(x.shape, shape) != shape)
            throw new KerasShapeException($"Incompatible shapes: {x.shape.InBrackets} vs. {shape.InBrackets}");
        Tensor y = Tensor.Result(x.dtype, shape, x);
        if (!y.IsSymbolic)
            Engine.Current.Broadcast(x, y);
        GradientTape.Record(y, x, dy => SumTo(dy, x.shape));
        return y;
    }

    // The same for a tensor that nothing changes any more: within a step its rows are written out only when somebody reads the result.
    private static Tensor Repeat(Tensor x, Shape shape)
    {
        if (x.IsSymbolic || StepScope.Current is not { } scope || RepeatedRows.Of(x, shape) is not { } rows)
            return BroadcastTo(x, shape);
        Tensor y = Tensor.Repeating(rows, shape, scope);
        GradientTape.Record(y, x, dy => SumTo(dy, x.shape));
        return y;
    }
}
