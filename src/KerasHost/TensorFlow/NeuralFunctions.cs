using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Functions that networks use. TensorFlow's names and those of <c>keras.ops</c>.</summary>
public static partial class NeuralFunctions
{
    /// <summary>Hyperbolic tangent.</summary>
    [KerasExport("tf.tanh", "tf.math.tanh", "tf.nn.tanh", "keras.ops.tanh", "keras.backend.tanh")]
    public static Tensor tanh(Tensor x) => Op.Tanh(x);

    /// <summary>Hyperbolic tangent.</summary>
    [KerasExport("tf.tanh", "tf.math.tanh", "tf.nn.tanh", "keras.ops.tanh", "keras.backend.tanh")]
    public static Tensor tanh(TensorLike x) => Op.Tanh(x.ToTensor());

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    [KerasExport("tf.sigmoid", "tf.math.sigmoid", "tf.nn.sigmoid", "keras.ops.sigmoid", "keras.backend.sigmoid")]
    public static Tensor sigmoid(Tensor x) => Op.Sigmoid(x);

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    [KerasExport("tf.sigmoid", "tf.math.sigmoid", "tf.nn.sigmoid", "keras.ops.sigmoid", "keras.backend.sigmoid")]
    public static Tensor sigmoid(TensorLike x) => Op.Sigmoid(x.ToTensor());

    /// <summary>max(x, 0)</summary>
    [KerasExport("tf.nn.relu", "keras.ops.relu")]
    public static Tensor relu(Tensor x) => Op.Relu(x);

    /// <summary>max(x, 0)</summary>
    [KerasExport("tf.nn.relu", "keras.ops.relu")]
    public static Tensor relu(TensorLike x) => Op.Relu(x.ToTensor());

    /// <summary>ln(1 + eˣ)</summary>
    [KerasExport("tf.nn.softplus", "tf.math.softplus", "keras.ops.softplus", "keras.backend.softplus")]
    public static Tensor softplus(Tensor x) => Op.Softplus(x);

    /// <summary>ln(1 + eˣ)</summary>
    [KerasExport("tf.nn.softplus", "tf.math.softplus", "keras.ops.softplus", "keras.backend.softplus")]
    public static Tensor softplus(TensorLike x) => Op.Softplus(x.ToTensor());
}
