using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Constraints;

/// <summary>What holds for a weight after every update. Mirrors tf_keras/src/constraints.py.</summary>
[KerasExport("keras.constraints.Constraint")]
[ConfigFamily]
public abstract class Constraint : IHasConfig
{
    /// <summary>The weight nearest to it that fulfils the constraint.</summary>
    /// <param name="w">The weight.</param>
    public abstract Tensor call(Tensor w);

    /// <summary>The arguments of the constructor that would make this constraint again.</summary>
    public virtual Config get_config() => ClassRegistry.ConfigOf(this);
}
