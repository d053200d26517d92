using KerasHost.Layers;

namespace KerasHost.Losses;

/// <summary>Losses of classes on either side of a margin, for each sample. Mirrors tf_keras/src/losses.py.</summary>
public static class HingeFunctions
{
    /// <summary>max(1 - y·ŷ, 0), the mean over the last axis.</summary>
    /// <param name="y_true">-1 or 1 (0 and 1 are converted), shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">The predictions, of the same shape.</param>
    /// <returns>Shape <c>(batch, …)</c> without the last axis.</returns>
    [KerasExport("keras.losses.hinge", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.hinge", Family = typeof(Metrics.MetricArg))]
    public static Tensor hinge(TensorLike y_true, TensorLike y_pred) => Op.Mean(Margin(y_true, y_pred), [-1]);

    /// <summary>max(1 - y·ŷ, 0)², the mean over the last axis.</summary>
    /// <inheritdoc cref="hinge"/>
    [KerasExport("keras.losses.squared_hinge", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.squared_hinge", Family = typeof(Metrics.MetricArg))]
    public static Tensor squared_hinge(TensorLike y_true, TensorLike y_pred) => Op.Mean(Op.Square(Margin(y_true, y_pred)), [-1]);

    /// <summary>max(largest wrong ŷ - right ŷ + 1, 0)</summary>
    /// <param name="y_true">One-hot, shape <c>(batch, …, classes)</c>.</param>
    /// <param name="y_pred">The predictions, of the same shape.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    [KerasExport("keras.losses.categorical_hinge", AsValue = true, Family = typeof(LossArg))]
    public static Tensor categorical_hinge(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        Tensor right = Op.Sum(y * p, [-1]);
        Tensor wrong = Op.Max((1 - y) * p, [-1]);
        return Op.Maximum(wrong - right + 1, Op.Constant(0, p));
    }

    private static Tensor Margin(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        return Op.Maximum(1 - Signed(y) * p, Op.Constant(0, p));
    }

    // Labels that are all 0 or 1 become -1 and 1.
    private static Tensor Signed(Tensor y)
    {
        if (y.IsSymbolic)
            return y;
        bool binary = (bool)Op.All(Op.LogicalOr(Op.Equal(y, Op.Constant(0, y)), Op.Equal(y, Op.Constant(1, y))));
        return binary ? 2 * y - 1 : y;
    }
}
