using KerasHost.Backend;
using KerasHost.Layers;
using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>How often predictions match targets. Mirrors tf_keras/src/metrics/accuracy_metrics.py and tf_keras/src/utils/metrics_utils.py.</summary>
public static class AccuracyFunctions
{
    /// <summary>1 where a prediction equals its target, else 0.</summary>
    /// <param name="y_true">The targets.</param>
    /// <param name="y_pred">The predictions, of the same shape.</param>
    public static Tensor accuracy(TensorLike y_true, TensorLike y_pred)
    {
        Tensor y = Operands.Tensor(y_true), p = Operands.Tensor(y_pred);
        if (!y.shape.IsCompatibleWith(p.shape))
            throw new KerasShapeException($"Shapes {y.shape} and {p.shape} are incompatible");
        return Op.Cast(Op.Equal(y, Op.Cast(p, y.dtype)), Settings.Floatx);
    }

    /// <summary>The part of outputs on the right side of a threshold, by sample.</summary>
    /// <param name="y_true">Targets 0 or 1, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">Probabilities, of the same shape.</param>
    /// <param name="threshold">Above it a prediction is 1.</param>
    /// <returns>Shape <c>(batch, …)</c> without the last axis.</returns>
    [KerasExport("keras.metrics.binary_accuracy", AsValue = true, Family = typeof(MetricArg))]
    public static Tensor binary_accuracy(TensorLike y_true, TensorLike y_pred, double threshold = 0.5)
    {
        (Tensor y, Tensor p) = Operands.Of(y_true, y_pred);
        return Op.Mean(BinaryMatches(y, p, threshold), [-1]);
    }

    /// <summary>1 where the class of the largest probability is the true one, else 0.</summary>
    /// <param name="y_true">One-hot classes, shape <c>(batch, …, classes)</c>.</param>
    /// <param name="y_pred">Probabilities, of the same shape.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    [KerasExport("keras.metrics.categorical_accuracy", AsValue = true, Family = typeof(MetricArg))]
    public static Tensor categorical_accuracy(TensorLike y_true, TensorLike y_pred) =>
        SparseMatches(Op.ArgMax(Operands.Tensor(y_true), -1), Operands.Tensor(y_pred));

    /// <summary>1 where the class of the largest probability is the true one, else 0.</summary>
    /// <param name="y_true">Class numbers, shape <c>(batch, …)</c> or <c>(batch, …, 1)</c>.</param>
    /// <param name="y_pred">Probabilities, shape <c>(batch, …, classes)</c>.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    [KerasExport("keras.metrics.sparse_categorical_accuracy", AsValue = true, Family = typeof(MetricArg))]
    public static Tensor sparse_categorical_accuracy(TensorLike y_true, TensorLike y_pred)
    {
        Tensor matches = SparseMatches(Operands.Tensor(y_true), Operands.Tensor(y_pred));
        return matches.ndim > 1 && matches.shape.Dim(-1) == 1 ? Op.Squeeze(matches, [-1]) : matches;
    }

    /// <summary>1 where the true class is among the k of the largest probabilities, else 0.</summary>
    /// <param name="y_true">One-hot classes, shape <c>(batch, …, classes)</c>.</param>
    /// <param name="y_pred">Probabilities, of the same shape.</param>
    /// <param name="k">How many classes count.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    [KerasExport("keras.metrics.top_k_categorical_accuracy", AsValue = true, Family = typeof(MetricArg))]
    public static Tensor top_k_categorical_accuracy(TensorLike y_true, TensorLike y_pred, int k = 5) =>
        InTopK(Op.ArgMax(Operands.Tensor(y_true), -1), Operands.Tensor(y_pred), k);

    /// <summary>1 where the true class is among the k of the largest probabilities, else 0.</summary>
    /// <param name="y_true">Class numbers, shape <c>(batch, …)</c> or <c>(batch, …, 1)</c>.</param>
    /// <param name="y_pred">Probabilities, shape <c>(batch, …, classes)</c>.</param>
    /// <param name="k">How many classes count.</param>
    /// <returns>The shape of the targets.</returns>
    [KerasExport("keras.metrics.sparse_top_k_categorical_accuracy", AsValue = true, Family = typeof(MetricArg))]
    public static Tensor sparse_top_k_categorical_accuracy(TensorLike y_true, TensorLike y_pred, int k = 5) =>
        InTopK(Operands.Tensor(y_true), Operands.Tensor(y_pred), k);

    /// <summary>1 where an output is on the right side of the threshold, else 0.</summary>
    internal static Tensor BinaryMatches(Tensor targets, Tensor predictions, double threshold)
    {
        Tensor classes = Op.Cast(Op.Greater(predictions, Op.Constant(threshold, predictions)), predictions.dtype);
        return Op.Cast(Op.Equal(targets, classes), Settings.Floatx);
    }

    /// <summary>1 where the class of the largest probability is the true one, in the shape of the class numbers.</summary>
    internal static Tensor SparseMatches(Tensor targets, Tensor predictions)
    {
        Shape shape = targets.shape;
        if (targets.ndim == predictions.ndim)
            targets = Op.Squeeze(targets, [-1]);
        Tensor classes = Op.Cast(Op.ArgMax(predictions, -1), targets.dtype);
        Tensor matches = Op.Cast(Op.Equal(targets, classes), Settings.Floatx);
        return matches.shape == shape ? matches : Op.Reshape(matches, shape);
    }

    // A class is among the k when fewer than k have a larger probability; NaN and infinity are among none, as in TensorFlow.
    private static Tensor InTopK(Tensor targets, Tensor predictions, int k)
    {
        if (targets.IsSymbolic || predictions.IsSymbolic)
            return Tensor.Symbolic(Settings.Floatx, targets.shape);
        int classes = predictions.shape[-1];
        double[] scores = Op.Cast(predictions, DType.Float64).ToArray<double>();
        long[] labels = Op.Cast(targets, DType.Int64).ToArray<long>();
        if (labels.LongLength * classes != scores.LongLength)
            throw new KerasShapeException($"First dimension of predictions {scores.Length / classes} must match length of targets {labels.Length}");
        var matches = new float[labels.Length];
        for (int row = 0; row < matches.Length; row++)
            matches[row] = IsAmong(scores.AsSpan(row * classes, classes), labels[row], k) ? 1 : 0;
        return Op.Cast(Tensor.From<float>(matches, targets.shape), Settings.Floatx);
    }

    private static bool IsAmong(ReadOnlySpan<double> scores, long label, int k)
    {
        if (label < 0 || label >= scores.Length || !double.IsFinite(scores[(int)label]))
            return false;
        int larger = 0;
        foreach (double score in scores)
        {
            if (!double.IsFinite(score))
                return false;
            if (score > scores[(int)label])
                larger++;
        }
        return larger < k;
    }
}
