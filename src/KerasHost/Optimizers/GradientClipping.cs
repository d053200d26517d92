namespace KerasHost.Optimizers;

/// <summary>
/// Gradients made smaller. A sparse gradient is clipped as it stands, before parts of one row are added, as TensorFlow does. Mirrors
/// <c>_clip_gradients</c> of tf_keras/src/optimizers/optimizer.py and tensorflow/python/ops/clip_ops.py.
/// </summary>
internal static class GradientClipping
{
    /// <summary>Bounds the norm of each gradient.</summary>
    public static void ByNorm(Gradient[] gradients, double limit) => Replace(gradients, values => WithNorm(values, limit));

    /// <summary>Bounds the size of each element.</summary>
    public static void ByValue(Gradient[] gradients, double limit) => Replace(gradients, values => Op.ClipByValue(values, -limit, limit));

    /// <summary>Bounds the norm of all gradients together.</summary>
    public static void ByGlobalNorm(Gradient[] gradients, double limit)
    {
        Tensor? square = null;
        foreach (Gradient gradient in gradients)
        {
            Tensor half = Op.Sum(Op.Square(gradient.values)) / 2;
            square = square is null ? half : square + Op.Cast(half, square.dtype);
        }
        Tensor length = Op.Sqrt(square! * 2);
        // A norm that is not finite turns every gradient into NaN.
        Tensor scale = double.IsFinite(length.ToDouble())
            ? limit * Op.Minimum(1 / length, Op.Constant(1, length) / limit)
            : Op.Constant(double.NaN, length);
        Replace(gradients, values => values * Op.Cast(scale, values.dtype));
    }

    private static Tensor WithNorm(Tensor values, double limit)
    {
        Tensor square = Op.Sum(Op.Square(values));
        Tensor length = square.ToDouble() > 0 ? Op.Sqrt(square) : square;
        return values * limit / Op.Maximum(length, Op.Constant(limit, length));
    }

    private static void Replace(Gradient[] gradients, Func<Tensor, Tensor> clip)
    {
        for (int i = 0; i < gradients.Length; i++)
            gradients[i] = gradients[i].indices is { } indices
                ? Gradient.Rows(clip(gradients[i].values), indices, gradients[i].dense_shape)
                : new Gradient(clip(gradients[i].values));
    }
}
