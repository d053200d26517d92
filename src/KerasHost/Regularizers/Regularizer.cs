using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Regularizers;

/// <summary>A penalty on a weight or an output, added to the loss. Mirrors tf_keras/src/regularizers.py.</summary>
[KerasExport("keras.regularizers.Regularizer")]
[ConfigFamily]
public abstract class Regularizer : IHasConfig
{
    /// <summary>The penalty, one number.</summary>
    /// <param name="w">The weight.</param>
    public abstract Tensor call(Tensor w);

    /// <summary>The arguments of the constructor that would make this regularizer again.</summary>
    public virtual Config get_config() => ClassRegistry.ConfigOf(this);
}
