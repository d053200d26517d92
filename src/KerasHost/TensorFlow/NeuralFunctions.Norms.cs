using KerasHost.Layers;
using KerasHost.Seeding;

namespace KerasHost.TensorFlow;

public static partial class NeuralFunctions
{
    /// <summary>0 with probability <paramref name="rate"/>, else x / (1 - rate), element by element.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="rate">The part that is dropped, 0 to 1.</param>
    /// <param name="noise_shape">The shape of the mask, which is broadcast; null means that of x.</param>
    /// <param name="seed">A seed of its own, or null.</param>
    /// <exception cref="KerasValueException">The rate is not in [0, 1), or x holds whole numbers.</exception>
    [KerasExport("tf.nn.dropout")]
    public static Tensor dropout(TensorLike x, double rate, Shape? noise_shape = null, int? seed = null)
    {
        Tensor values = x.ToTensor();
        if (rate is < 0 or >= 1 || double.IsNaN(rate))
            throw new KerasValueException($"`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate={rate}");
        if (!values.dtype.is_floating)
            throw new KerasValueException($"`x.dtype` must be a floating point tensor as `x` will be scaled. Received: x_dtype={values.dtype}");
        if (values.IsSymbolic)
            return values;
        if (rate == 0)
        {
            // TensorFlow draws a number all the same, so that those after it do not depend on the rate.
            RandomFunctions.uniform([], seed: seed);
            return values;
        }
        return values * new LayerRandom(seed).DropoutMask(noise_shape ?? values.shape, rate, values.dtype);
    }

    /// <summary>Σx² / 2</summary>
    [KerasExport("tf.nn.l2_loss")]
    public static Tensor l2_loss(TensorLike t) => Op.Sum(Op.Square(t.ToTensor())) * 0.5;

    /// <summary>Mean and variance along axes: <c>var (mean, variance) = tf.nn.moments(x, axes: [0])</c>.</summary>
    /// <param name="x">Floats.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="keepdims">Whether these axes stay, with size 1.</param>
    [KerasExport("tf.nn.moments")]
    public static (Tensor mean, Tensor variance) moments(TensorLike x, AxisArg axes, bool keepdims = false)
    {
        Tensor values = x.ToTensor(), mean = Op.Mean(values, axes.Axes, keepdims: true);
        Tensor variance = Op.Mean(Op.SquaredDifference(values, Op.StopGradient(mean)), axes.Axes, keepdims);
        return (keepdims ? mean : Op.Squeeze(mean, axes.Axes), variance);
    }

    /// <summary>value + bias, the bias along the last axis.</summary>
    /// <param name="value">Shape <c>(…, channels)</c>.</param>
    /// <param name="bias">Shape <c>(channels)</c>.</param>
    /// <exception cref="KerasShapeException">The shapes do not fit.</exception>
    [KerasExport("tf.nn.bias_add")]
    public static Tensor bias_add(TensorLike value, TensorLike bias)
    {
        (Tensor x, Tensor b) = Operands.Of(value, bias);
        if (x.ndim < 2 || b.ndim != 1 || x.shape.Dims[^1] != b.shape.Dims[0])
            throw new KerasShapeException($"Must provide as many biases as the last dimension of the input tensor: {b.shape} vs. {x.shape}");
        return x + b;
    }

    /// <summary>Crossentropy of probabilities with the sigmoid of logits, element by element, the part of the positives weighted.</summary>
    /// <param name="labels">Probabilities.</param>
    /// <param name="logits">Of the shape of the labels.</param>
    /// <param name="pos_weight">The weight of the positives.</param>
    [KerasExport("tf.nn.weighted_cross_entropy_with_logits")]
    public static Tensor weighted_cross_entropy_with_logits(TensorLike labels, TensorLike logits, double pos_weight)
    {
        (Tensor z, Tensor x) = Operands.Of(labels, logits);
        Tensor weight = 1 + (pos_weight - 1) * z;
        return (1 - z) * x + weight * (Op.Log1p(Op.Exp(-Op.Abs(x))) + Op.Relu(-x));
    }
}
