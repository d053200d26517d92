using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Initializers;

/// <summary>Gives a weight its first value. Mirrors tf_keras/src/initializers/initializers.py.</summary>
[ConfigFamily]
public abstract class Initializer : IHasConfig
{
    /// <summary>First values.</summary>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="dtype">The weight's type; null means <c>floatx</c>.</param>
    public abstract Tensor call(Shape shape, DType? dtype = null);

    /// <summary>The arguments of the constructor that would make this initializer again.</summary>
    public virtual Config get_config() => ClassRegistry.ConfigOf(this);
}
