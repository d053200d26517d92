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

    /// <summary>A tensor without numbers, and what gives it those of a call now; whatever a call draws from the process's streams is drawn at once.</summary>
    internal virtual (Tensor Values, Action Fill) Reserve(Shape shape, DType type)
    {
        Tensor values = Tensor.Uninitialized(type, shape);
        return (values, Fill);

        void Fill()
        {
            Tensor first = call(shape, type);
            first.Bytes.CopyTo(values.Bytes);
            GC.KeepAlive(first);
        }
    }
}
