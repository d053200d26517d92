using KerasHost.Layers;

namespace KerasHost.Activations;

/// <summary>Activations: functions of every element, the same shape out. Mirrors tf_keras/src/activations.py.</summary>
public static class ActivationFunctions
{
    /// <summary>y = x</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.linear", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor linear(Tensor x) => x;

    /// <summary>y = x above the threshold, alpha·(x - threshold) below it, and at most max_value.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The slope below the threshold.</param>
    /// <param name="max_value">The largest result, or null for none.</param>
    /// <param name="threshold">Where the line begins.</param>
    [KerasExport("keras.activations.relu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor relu(Tensor x, double alpha = 0.0, double? max_value = null, double threshold = 0.0)
    {
        if (alpha != 0 && max_value is null && threshold == 0)
            return leaky_relu(x, alpha);
        Tensor y;
        if (threshold != 0)
            y = x * Op.Cast(x > threshold, x.dtype);
        else if (max_value == 6)
            (y, max_value) = (relu6(x), null);
        else
            y = Op.Relu(x);
        if (max_value is { } largest)
            y = Op.ClipByValue(y, 0, largest);
        return alpha == 0 ? y : y - alpha * Op.Relu(threshold == 0 ? -x : threshold - x);
    }

    /// <summary>y = x for x above 0, else alpha·x.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The slope below 0.</param>
    [KerasExport("keras.activations.leaky_relu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor leaky_relu(Tensor x, double alpha = 0.2) =>
        // The slope is a float32 attribute of TensorFlow's operation, whatever the type of x.
        Op.Where(x > 0, x, (float)alpha * x);

    /// <summary>y = min(max(x, 0), 6)</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.relu6", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor relu6(Tensor x) => Op.Where(x >= 6, Op.Constant(6, x), Op.Relu(x));

    /// <summary>y = x for x above 0, else alpha·(eˣ - 1) (Clevert et al., 2016).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The factor below 0.</param>
    [KerasExport("keras.activations.elu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor elu(Tensor x, double alpha = 1.0)
    {
        Tensor y = Op.Elu(x);
        return alpha == 1 ? y : Op.Where(x > 0, y, alpha * y);
    }

    /// <summary>y = 1.0507·elu(x, 1.6733), which keeps mean and variance (Klambauer et al., 2017).</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.selu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor selu(Tensor x) => Op.Selu(x);

    /// <summary>y = ln(1 + eˣ)</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.softplus", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor softplus(Tensor x) => Op.Softplus(x);

    /// <summary>y = x / (1 + |x|)</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.softsign", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor softsign(Tensor x) => Op.Softsign(x);

    /// <summary>y = x·sigmoid(x) (Ramachandran et al., 2017).</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.swish", "keras.activations.silu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor swish(Tensor x) => x * Op.Sigmoid(x);

    /// <summary>y = x·min(max(x + 3, 0), 6) / 6: swish made of straight lines (Howard et al., 2019). Keras 3 has it.</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.hard_swish", "keras.activations.hard_silu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor hard_swish(Tensor x) => x * (relu6(x + 3) / 6);

    /// <summary>y = x·Φ(x), Φ being the normal distribution's cumulative function (Hendrycks and Gimpel, 2016).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="approximate">Whether Φ is approximated by a hyperbolic tangent.</param>
    [KerasExport("keras.activations.gelu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor gelu(Tensor x, bool approximate = false) => approximate // constants that TensorFlow rounds to float32 for every type of x
        ? 0.5 * x * (1 + Op.Tanh(0.7978845608028654 * (x + (double)0.044715f * Op.Power(x, Op.Constant(3, x)))))
        : 0.5 * x * (1 + Op.Erf(x / (double)1.4142135623730951f));

    /// <summary>y = tanh x</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.tanh", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor tanh(Tensor x) => Op.Tanh(x);

    /// <summary>y = 1 / (1 + e⁻ˣ). Crossentropies of the result are computed from x itself.</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.sigmoid", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor sigmoid(Tensor x)
    {
        Tensor y = Op.Sigmoid(x);
        y.IsActivation = true;
        return y;
    }

    /// <summary>y = eˣ</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.exponential", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor exponential(Tensor x) => Op.Exp(x);

    /// <summary>y = 0.2·x + 0.5, cut off at 0 and 1.</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.hard_sigmoid", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor hard_sigmoid(Tensor x) => Op.ClipByValue(x * 0.2 + 0.5, 0, 1);

    /// <summary>y = min(max(x + 3, 0), 6) / 6: what Keras 3 calls <c>hard_sigmoid</c>. Files of Keras 3 that name it are read as this one, which tf_keras does not have.</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.hard_sigmoid_v3", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor hard_sigmoid_v3(Tensor x) => Op.ClipByValue(x + 3, 0, 6) / 6;

    /// <summary>y = x·tanh(ln(1 + eˣ)) (Misra, 2019).</summary>
    /// <param name="x">Any shape.</param>
    [KerasExport("keras.activations.mish", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor mish(Tensor x) => x * Op.Tanh(Op.Softplus(x));

    /// <summary>y = eˣ / Σ eˣ along an axis. Crossentropies of the result are computed from x itself.</summary>
    /// <param name="x">At least two axes.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <exception cref="KerasValueException">x has less than two axes.</exception>
    [KerasExport("keras.activations.softmax", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor softmax(Tensor x, int axis = -1)
    {
        if (x.ndim <= 1)
            throw new KerasValueException($"Cannot apply softmax to a tensor that is 1D. Received input: {(x.IsSymbolic ? x.shape : x.numpy())}");
        Tensor y = Op.Softmax(x, axis);
        y.IsActivation = true;
        return y;
    }

    /// <summary>y = x - ln Σ eˣ along an axis.</summary>
    /// <param name="x">The logits.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    [KerasExport("keras.activations.log_softmax", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor log_softmax(Tensor x, int axis = -1) => Op.LogSoftmax(x, axis);
}
