namespace KerasHost;

/// <summary>The functions that a recurrent layer applies to its gates; each has a derivative that its result alone tells.</summary>
public enum GateFunction
{
    /// <summary>x</summary>
    Linear,
    /// <summary>tanh x</summary>
    Tanh,
    /// <summary>1 / (1 + e⁻ˣ)</summary>
    Sigmoid,
    /// <summary>0.2·x + 0.5, but not below 0 nor above 1.</summary>
    HardSigmoid,
    /// <summary>max(x, 0)</summary>
    Relu,
}
