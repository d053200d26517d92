using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>a where the condition is true, else b; all three broadcast.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        if (a.dtype != b.dtype || condition.dtype != DType.Bool)
            throw new KerasTypeException($"Where takes a bool condition and two tensors of one type, found {condition.dtype}, {a.dtype}, {b.dtype}.");
        Tensor y = Tensor.Result(a.dtype, BroadcastShape(condition.shape, BroadcastShape(a.shape, b.shape)), condition, a, b);
        if (!y.IsSymbolic)
            Engine.Current.Select(condition, a, b, y);
        GradientTape.Record(y, [a, b], dy =>
        [
            GradientFor(a, () => Where(condition, dy, Constant(0, dy))),
            GradientFor(b, () => Where(condition, Constant(0, dy), dy)),
        ]);
        return y;
    }
}
