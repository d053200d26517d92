using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>y = eˣ / Σ eˣ along an axis. The result remembers x, from which a crossentropy is computed without loss.</summary>
    /// <param name="x">The logits, floats, at least one axis.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    public static Tensor Softmax(Tensor x, int axis = -1) => OverLastAxis(x, axis, SoftmaxOfRows, remember: true);

    /// <summary>y = x - ln Σ eˣ along an axis.</summary>
    /// <param name="x">The logits, floats, at least one axis.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    public static Tensor LogSoftmax(Tensor x, int axis = -1) => OverLastAxis(x, axis, LogSoftmaxOfRows, remember: false);

    private static Tensor OverLastAxis(Tensor x, int axis, Func<Tensor, Tensor> function, bool remember)
    {
        axis = NormalizeAxis(x.ndim, axis);
        Tensor y;
        if (axis == x.ndim - 1)
            y = function(x);
        else
        {
            int[] swap = [.. Enumerable.Range(0, x.ndim)];
            (swap[axis], swap[^1]) = (swap[^1], swap[axis]);
            y = Transpose(function(Transpose(x, swap)), swap);
        }
        y.Logits = remember ? x : null;
        return y;
    }

    private static Tensor SoftmaxOfRows(Tensor x)
    {
        Tensor y = Tensor.Result(x.dtype, x.shape, x);
        if (!y.IsSymbolic)
            Engine.Current.Softmax(x, y);
        GradientTape.Record(y, x, dy => Multiply(Subtract(dy, Sum(Multiply(dy, y), [-1], true)), y));
        return y;
    }

    private static Tensor LogSoftmaxOfRows(Tensor x)
    {
        Tensor y = Tensor.Result(x.dtype, x.shape, x);
        if (!y.IsSymbolic)
            Engine.Current.LogSoftmax(x, y);
        GradientTape.Record(y, x, dy => Subtract(dy, Multiply(Exp(y), Sum(dy, [-1], true))));
        return y;
    }
}
