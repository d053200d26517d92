using KerasHost.Activations;
using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class NeuralFunctions
{
    /// <summary>min(max(x, 0), 6)</summary>
    [KerasExport("tf.nn.relu6")]
    public static Tensor relu6(Tensor features) => ActivationFunctions.relu6(features);

    /// <summary>min(max(x, 0), 6)</summary>
    [KerasExport("tf.nn.relu6")]
    public static Tensor relu6(TensorLike features) => ActivationFunctions.relu6(features.ToTensor());

    /// <summary>x above 0, else eˣ - 1</summary>
    [KerasExport("tf.nn.elu")]
    public static Tensor elu(Tensor features) => Op.Elu(features);

    /// <summary>x above 0, else eˣ - 1</summary>
    [KerasExport("tf.nn.elu")]
    public static Tensor elu(TensorLike features) => Op.Elu(features.ToTensor());

    /// <summary>1.0507·(x above 0, else 1.6733·(eˣ - 1))</summary>
    [KerasExport("tf.nn.selu")]
    public static Tensor selu(Tensor features) => Op.Selu(features);

    /// <summary>1.0507·(x above 0, else 1.6733·(eˣ - 1))</summary>
    [KerasExport("tf.nn.selu")]
    public static Tensor selu(TensorLike features) => Op.Selu(features.ToTensor());

    /// <summary>x above 0, else alpha·x; alpha is 0.2 where it is not given.</summary>
    [KerasExport("tf.nn.leaky_relu")]
    public static Tensor leaky_relu(Tensor features) => ActivationFunctions.leaky_relu(features);

    /// <summary>x above 0, else alpha·x</summary>
    [KerasExport("tf.nn.leaky_relu")]
    public static Tensor leaky_relu(TensorLike features, double alpha = 0.2) => ActivationFunctions.leaky_relu(features.ToTensor(), alpha);

    /// <summary>x·Φ(x)</summary>
    [KerasExport("tf.nn.gelu")]
    public static Tensor gelu(Tensor features) => ActivationFunctions.gelu(features);

    /// <summary>x·Φ(x), Φ by a hyperbolic tangent where <paramref name="approximate"/> is set</summary>
    [KerasExport("tf.nn.gelu")]
    public static Tensor gelu(TensorLike features, bool approximate = false) => ActivationFunctions.gelu(features.ToTensor(), approximate);

    /// <summary>x / (1 + e⁻ˣ)</summary>
    [KerasExport("tf.nn.silu", "tf.nn.swish")]
    public static Tensor silu(Tensor features) => features * Op.Sigmoid(features);

    /// <summary>x / (1 + e^(-beta·x))</summary>
    [KerasExport("tf.nn.silu", "tf.nn.swish")]
    public static Tensor silu(TensorLike features, double beta = 1.0)
    {
        Tensor x = features.ToTensor();
        return x * Op.Sigmoid(beta == 1 ? x : x * beta);
    }

    /// <summary>x / (1 + |x|)</summary>
    [KerasExport("tf.nn.softsign", "tf.math.softsign")]
    public static Tensor softsign(Tensor features) => Op.Softsign(features);

    /// <summary>x / (1 + |x|)</summary>
    [KerasExport("tf.nn.softsign", "tf.math.softsign")]
    public static Tensor softsign(TensorLike features) => Op.Softsign(features.ToTensor());

    /// <summary>-ln(1 + e⁻ˣ)</summary>
    [KerasExport("tf.math.log_sigmoid")]
    public static Tensor log_sigmoid(TensorLike x) => -Op.Softplus(-x.ToTensor());
}
