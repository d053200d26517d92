namespace KerasHost.RandomNumbers;

/// <summary>TensorFlow's stateful random kernels: with equal seeds, each kind keeps a counter of its own.</summary>
public enum RandomOp
{
    /// <summary>RandomUniform.</summary>
    Uniform,

    /// <summary>RandomUniformInt.</summary>
    UniformInt,

    /// <summary>RandomStandardNormal.</summary>
    Normal,

    /// <summary>TruncatedNormal.</summary>
    TruncatedNormal,

    /// <summary>RandomShuffle.</summary>
    Shuffle,

    /// <summary>Multinomial (<c>tf.random.categorical</c>).</summary>
    Multinomial,
}
