using KerasHost.Backend;
using KerasHost.Layers;

namespace KerasHost.Losses;

/// <summary>Losses of numbers and distributions, for each sample. Mirrors tf_keras/src/losses.py.</summary>
public static class RegressionFunctions
{
    /// <summary>(y - ŷ)², the mean over the last axis.</summary>
    /// <param name="y_true">The targets, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">The predictions, of the same shape.</param>
    /// <returns>Shape <c>(batch, …)</c> without the last axis.</returns>
    [KerasExport("keras.losses.mean_squared_error", "keras.losses.mse", "keras.losses.MSE", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.mean_squared_error", "keras.metrics.mse", "keras.metrics.MSE", Family = typeof(Metrics.MetricArg))]
    public static Tensor mean_squared_error(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        return Op.Mean(Op.SquaredDifference(p, y), [-1]);
    }

    /// <summary>|y - ŷ|, the mean over the last axis.</summary>
    /// <inheritdoc cref="mean_squared_error"/>
    [KerasExport("keras.losses.mean_absolute_error", "keras.losses.mae", "keras.losses.MAE", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.mean_absolute_error", "keras.metrics.mae", "keras.metrics.MAE", Family = typeof(Metrics.MetricArg))]
    public static Tensor mean_absolute_error(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        return Op.Mean(Op.Abs(p - y), [-1]);
    }

    /// <summary>100·|y - ŷ| / |y|, the mean over the last axis; |y| is at least epsilon.</summary>
    /// <inheritdoc cref="mean_squared_error"/>
    [KerasExport("keras.losses.mean_absolute_percentage_error", "keras.losses.mape", "keras.losses.MAPE", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.mean_absolute_percentage_error", "keras.metrics.mape", "keras.metrics.MAPE", Family = typeof(Metrics.MetricArg))]
    public static Tensor mean_absolute_percentage_error(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        return 100 * Op.Mean(Op.Abs((y - p) / Op.Maximum(Op.Abs(y), Op.Constant(Settings.epsilon(), y))), [-1]);
    }

    /// <summary>(ln(y + 1) - ln(ŷ + 1))², the mean over the last axis; both are at least epsilon.</summary>
    /// <inheritdoc cref="mean_squared_error"/>
    [KerasExport("keras.losses.mean_squared_logarithmic_error", "keras.losses.msle", "keras.losses.MSLE", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.mean_squared_logarithmic_error", "keras.metrics.msle", "keras.metrics.MSLE", Family = typeof(Metrics.MetricArg))]
    public static Tensor mean_squared_logarithmic_error(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        Tensor smallest = Op.Constant(Settings.epsilon(), p);
        return Op.Mean(Op.SquaredDifference(Op.Log(Op.Maximum(p, smallest) + 1), Op.Log(Op.Maximum(y, smallest) + 1)), [-1]);
    }

    /// <summary>Half the squared error up to delta, a line with its slope beyond; the mean over the last axis (Huber, 1964).</summary>
    /// <param name="y_true">The targets, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">The predictions, of the same shape.</param>
    /// <param name="delta">Where the line begins.</param>
    /// <returns>Shape <c>(batch, …)</c> without the last axis.</returns>
    [KerasExport("keras.losses.huber", AsValue = true, Family = typeof(LossArg))]
    public static Tensor huber(TensorLike y_true, TensorLike y_pred, double delta = 1.0)
    {
        Tensor error = Op.Cast(Operands.Tensor(y_pred), Settings.Floatx) - Op.Cast(Operands.Tensor(y_true), Settings.Floatx);
        Tensor size = Op.Abs(error);
        return Op.Mean(Op.Where(size <= delta, 0.5 * Op.Square(error), delta * size - 0.5 * Op.Square(Op.Constant(delta, size))), [-1]);
    }

    /// <summary>ln cosh(ŷ - y), the mean over the last axis: like the squared error near 0, like the absolute one far away.</summary>
    /// <inheritdoc cref="mean_squared_error"/>
    [KerasExport("keras.losses.log_cosh", "keras.losses.logcosh", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.log_cosh", "keras.metrics.logcosh", Family = typeof(Metrics.MetricArg))]
    public static Tensor log_cosh(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        Tensor error = p - y;
        // The reference takes this logarithm in float32 for every type.
        return Op.Mean(error + Op.Softplus(-2 * error) - (double)MathF.Log(2), [-1]);
    }

    /// <summary>Σ y·ln(y / ŷ) over the last axis; both are kept between epsilon and 1 (Kullback and Leibler, 1951).</summary>
    /// <inheritdoc cref="mean_squared_error"/>
    [KerasExport("keras.losses.kl_divergence", "keras.losses.kullback_leibler_divergence", "keras.losses.kld", "keras.losses.KLD", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.kl_divergence", "keras.metrics.kullback_leibler_divergence", "keras.metrics.kld", "keras.metrics.KLD", Family = typeof(Metrics.MetricArg))]
    public static Tensor kl_divergence(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        y = Op.ClipByValue(y, Settings.epsilon(), 1);
        p = Op.ClipByValue(p, Settings.epsilon(), 1);
        return Op.Sum(y * Op.Log(y / p), [-1]);
    }

    /// <summary>ŷ - y·ln ŷ, the mean over the last axis.</summary>
    /// <inheritdoc cref="mean_squared_error"/>
    [KerasExport("keras.losses.poisson", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.poisson", Family = typeof(Metrics.MetricArg))]
    public static Tensor poisson(TensorLike y_true, TensorLike y_pred)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        return Op.Mean(p - y * Op.Log(p + Settings.epsilon()), [-1]);
    }

    /// <summary>-cos of the angle between targets and predictions: -1 where they point the same way.</summary>
    /// <param name="y_true">The targets, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">The predictions, of the same shape.</param>
    /// <param name="axis">The axis of the vectors.</param>
    /// <returns>Shape <c>(batch, …)</c> without the axis.</returns>
    [KerasExport("keras.losses.cosine_similarity", AsValue = true, Family = typeof(LossArg))]
    public static Tensor cosine_similarity(TensorLike y_true, TensorLike y_pred, int axis = -1)
    {
        Tensor y = Operands.Tensor(y_true), p = Operands.Tensor(y_pred);
        return -Op.Sum(Op.L2Normalize(y, [axis]) * Op.L2Normalize(p, [axis]), [axis]);
    }
}
