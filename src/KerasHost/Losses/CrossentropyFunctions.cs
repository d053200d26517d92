using KerasHost.Backend;
using KerasHost.Layers;

namespace KerasHost.Losses;

/// <summary>Crossentropies. Mirrors tf_keras/src/losses.py and the functions of tf_keras/src/backend.py behind it.</summary>
public static class CrossentropyFunctions
{
    /// <summary>-y·ln p - (1 - y)·ln(1 - p), the mean over an axis.</summary>
    /// <param name="y_true">Targets 0 to 1, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">Probabilities or logits, of the same shape.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards 0.5 by this part, 0 to 1.</param>
    /// <param name="axis">The axis of the mean.</param>
    /// <returns>Shape <c>(batch, …)</c> without the axis.</returns>
    [KerasExport("keras.losses.binary_crossentropy", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.binary_crossentropy", Family = typeof(Metrics.MetricArg))]
    public static Tensor binary_crossentropy(TensorLike y_true, TensorLike y_pred, bool from_logits = false, double label_smoothing = 0.0, int axis = -1)
    {
        (Tensor targets, Tensor predictions) = Operands.Of(y_true, y_pred);
        return Op.Mean(Binary(SmoothBinary(targets, label_smoothing), predictions, from_logits), [axis]);
    }

    /// <summary>Binary crossentropy times (1 - p of the true class)ᵞ, which gives easy samples less weight (Lin et al., 2018).</summary>
    /// <param name="y_true">Targets 0 to 1, shape <c>(batch, …)</c>.</param>
    /// <param name="y_pred">Probabilities or logits, of the same shape.</param>
    /// <param name="apply_class_balancing">Whether <paramref name="alpha"/> counts.</param>
    /// <param name="alpha">The weight of class 1; class 0 gets 1 - alpha.</param>
    /// <param name="gamma">The exponent.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards 0.5 by this part, 0 to 1.</param>
    /// <param name="axis">The axis of the mean.</param>
    /// <returns>Shape <c>(batch, …)</c> without the axis.</returns>
    [KerasExport("keras.losses.binary_focal_crossentropy", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.binary_focal_crossentropy", Family = typeof(Metrics.MetricArg))]
    public static Tensor binary_focal_crossentropy(TensorLike y_true, TensorLike y_pred, bool apply_class_balancing = false, double alpha = 0.25,
        double gamma = 2.0, bool from_logits = false, double label_smoothing = 0.0, int axis = -1)
    {
        (Tensor targets, Tensor predictions) = Operands.Of(y_true, y_pred);
        targets = SmoothBinary(targets, label_smoothing);
        Tensor p = from_logits ? Op.Sigmoid(predictions) : predictions;
        Tensor ofTrueClass = targets * p + (1 - targets) * (1 - p);
        Tensor losses = Op.Power(1 - ofTrueClass, Op.Constant(gamma, p)) * Binary(targets, predictions, from_logits);
        if (apply_class_balancing)
            losses = (targets * alpha + (1 - targets) * (1 - alpha)) * losses;
        return Op.Mean(losses, [axis]);
    }

    /// <summary>-Σ y·ln p over the classes.</summary>
    /// <param name="y_true">Class probabilities, one-hot as a rule, shape <c>(batch, …, classes)</c>.</param>
    /// <param name="y_pred">Probabilities (scaled to a sum of 1) or logits, of the same shape.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards 1 / classes by this part, 0 to 1.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    [KerasExport("keras.losses.categorical_crossentropy", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.categorical_crossentropy", Family = typeof(Metrics.MetricArg))]
    public static Tensor categorical_crossentropy(TensorLike y_true, TensorLike y_pred, bool from_logits = false, double label_smoothing = 0.0, int axis = -1)
    {
        (Tensor targets, Tensor predictions) = Operands.Of(y_true, y_pred);
        WarnOfOneClass(predictions, "categorical_crossentropy");
        targets = SmoothCategorical(targets, label_smoothing, axis);
        RequireSameShape(targets, predictions);
        (Tensor output, from_logits) = Operands.Logits(predictions, from_logits, "categorical_crossentropy", "Softmax");
        if (from_logits)
            return Op.SoftmaxCrossEntropy(LastAxis(targets, axis), LastAxis(output, axis));
        return -Op.Sum(targets * Op.Log(Normalized(output, axis)), [axis]);
    }

    /// <summary>Categorical crossentropy with each class weighted by alpha·(1 - p)ᵞ (Lin et al., 2018).</summary>
    /// <param name="y_true">Class probabilities, one-hot as a rule, shape <c>(batch, …, classes)</c>.</param>
    /// <param name="y_pred">Probabilities (scaled to a sum of 1) or logits, of the same shape.</param>
    /// <param name="alpha">A factor.</param>
    /// <param name="gamma">The exponent.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards 1 / classes by this part, 0 to 1.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    [KerasExport("keras.losses.categorical_focal_crossentropy", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.categorical_focal_crossentropy", Family = typeof(Metrics.MetricArg))]
    public static Tensor categorical_focal_crossentropy(TensorLike y_true, TensorLike y_pred, double alpha = 0.25, double gamma = 2.0,
        bool from_logits = false, double label_smoothing = 0.0, int axis = -1)
    {
        (Tensor targets, Tensor predictions) = Operands.Of(y_true, y_pred);
        WarnOfOneClass(predictions, "categorical_focal_crossentropy");
        targets = SmoothCategorical(targets, label_smoothing, -1);
        RequireSameShape(targets, predictions);
        (Tensor output, from_logits) = Operands.Logits(predictions, from_logits, "categorical_focal_crossentropy", "Softmax");
        Tensor p = Normalized(from_logits ? Op.Softmax(output, axis) : output, axis);
        return Op.Sum(Op.Power(1 - p, Op.Constant(gamma, p)) * alpha * (-targets * Op.Log(p)), [axis]);
    }

    /// <summary>-ln p of the true class.</summary>
    /// <param name="y_true">Class numbers from 0, shape <c>(batch, …)</c>, or <c>(batch, …, 1)</c>.</param>
    /// <param name="y_pred">Probabilities or logits, shape <c>(batch, …, classes)</c>.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="ignore_class">A class whose losses are 0 and do not count in means, or null.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    /// <exception cref="KerasValueException">A class number is outside the classes.</exception>
    [KerasExport("keras.losses.sparse_categorical_crossentropy", AsValue = true, Family = typeof(LossArg))]
    [KerasExport("keras.metrics.sparse_categorical_crossentropy", Family = typeof(Metrics.MetricArg))]
    public static Tensor sparse_categorical_crossentropy(TensorLike y_true, TensorLike y_pred, bool from_logits = false, int axis = -1, int? ignore_class = null)
    {
        Tensor predictions = Operands.Tensor(y_pred);
        Tensor targets = Op.Cast(Operands.Tensor(y_true), DType.Int64);
        (Tensor output, from_logits) = Operands.Logits(predictions, from_logits, "sparse_categorical_crossentropy", "Softmax");
        if (!from_logits)
            output = Op.Log(Op.ClipByValue(output, Settings.epsilon(), 1 - Settings.epsilon()));
        output = LastAxis(output, axis);
        Shape shape = output.shape.Part(0, output.ndim - 1);
        if (targets.ndim != output.ndim - 1)
        {
            targets = Op.Reshape(targets, [null]);
            output = Op.Reshape(output, Shape.Of(Shape.Unknown, output.shape.Dims[^1]));
        }
        if (ignore_class is { } ignored)
        {
            Tensor counted = Op.Reshape(WithoutClass(targets, output, ignored, out Tensor counts), shape);
            counted.Mask = Op.Reshape(counts, shape);
            return counted;
        }
        Tensor losses = Op.SparseSoftmaxCrossEntropy(targets, output);
        return shape.Rank >= 2 && losses.ndim == 1 ? Op.Reshape(losses, shape) : losses;
    }

    private static Tensor Binary(Tensor targets, Tensor predictions, bool fromLogits)
    {
        (Tensor output, fromLogits) = Operands.Logits(predictions, fromLogits, "binary_crossentropy", "Sigmoid");
        if (fromLogits)
        {
            if (!targets.shape.IsCompatibleWith(output.shape))
                throw new KerasShapeException($"`logits` and `labels` must have the same shape, received ({output.shape} vs {targets.shape}).");
            return Op.SigmoidCrossEntropy(targets, output);
        }
        double epsilon = Settings.epsilon();
        Tensor p = Op.ClipByValue(output, epsilon, 1 - epsilon);
        // TensorFlow's graph optimizer joins 1 and ε, which shows where p is near 1.
        Tensor rest = Operands.InFunction ? Op.Constant(1, p) + epsilon - p : 1 - p + epsilon;
        return -(targets * Op.Log(p + epsilon) + (1 - targets) * Op.Log(rest));
    }

    private static Tensor SmoothBinary(Tensor targets, double smoothing) =>
        smoothing == 0 ? targets : targets * (1 - smoothing) + 0.5 * smoothing;

    private static Tensor SmoothCategorical(Tensor targets, double smoothing, int axis) =>
        smoothing == 0 ? targets : targets * (1 - smoothing) + smoothing / targets.shape[axis];

    private static Tensor Normalized(Tensor output, int axis) =>
        Op.ClipByValue(output / Op.Sum(output, [axis], true), Settings.epsilon(), 1 - Settings.epsilon());

    private static Tensor LastAxis(Tensor x, int axis)
    {
        axis = Op.NormalizeAxis(x.ndim, axis);
        if (axis == x.ndim - 1)
            return x;
        int[] order = [.. Enumerable.Range(0, x.ndim).Where(i => i != axis), axis];
        return Op.Transpose(x, order);
    }

    // Rows of the ignored class are computed with class 0 from zeros and set to 0: no row needs to be cut out, and what they hold shows nowhere.
    private static Tensor WithoutClass(Tensor targets, Tensor output, int ignored, out Tensor counts)
    {
        counts = Op.NotEqual(targets, Op.Constant(ignored, targets));
        Tensor losses = Op.SparseSoftmaxCrossEntropy(Op.Where(counts, targets, Op.ZerosLike(targets)), Op.Where(Op.ExpandDims(counts, -1), output, Op.Constant(0, output)));
        return Op.Where(counts, losses, Op.ZerosLike(losses));
    }

    private static void RequireSameShape(Tensor targets, Tensor predictions)
    {
        if (!targets.shape.IsCompatibleWith(predictions.shape))
            throw new KerasShapeException($"Shapes {targets.shape} and {predictions.shape} are incompatible");
    }

    private static void WarnOfOneClass(Tensor predictions, string function)
    {
        if (predictions.shape.Dim(-1) == 1)
            Warnings.Once($"In loss {function}, expected y_pred.shape to be (batch_size, num_classes) with num_classes > 1. Received: y_pred.shape={predictions.shape}. Consider using 'binary_crossentropy' if you only have 2 classes.");
    }
}
