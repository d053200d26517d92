namespace KerasHost.Activations;

/// <summary>Activations. Mirrors tf_keras/src/activations.py.</summary>
public static class ActivationFunctions
{
    /// <summary>y = x</summary>
    [KerasExport("keras.activations.linear", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor linear(Tensor x) => x;

    /// <summary>y = 1 / (1 + e⁻ˣ)</summary>
    [KerasExport("keras.activations.sigmoid", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor sigmoid(Tensor x) => Op.Sigmoid(x);

    /// <summary>y = max(x, 0)</summary>
    [KerasExport("keras.activations.relu", AsValue = true, Family = typeof(ActivationArg))]
    public static Tensor relu(Tensor x) => Op.Relu(x);
}
