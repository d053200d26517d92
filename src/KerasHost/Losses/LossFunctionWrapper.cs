using KerasHost.Saving;

namespace KerasHost.Losses;

/// <summary>
/// A loss that is a function: a last axis of size 1 that targets or predictions have too many is dropped first, as Keras does for its own
/// losses and for functions, not for classes of a script. Mirrors <c>LossFunctionWrapper</c> of tf_keras/src/losses.py.
/// </summary>
[IgnoredConfigKeys("fn")]
public abstract class LossFunctionWrapper : Loss
{
    private readonly string _function;

    /// <summary>A loss of this function.</summary>
    /// <param name="function">Keras's name of the function.</param>
    /// <param name="reduction">How the losses of samples become one.</param>
    /// <param name="name">The name.</param>
    private protected LossFunctionWrapper(string function, string reduction, string? name) : base(reduction, name) => _function = function;

    /// <inheritdoc/>
    public sealed override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (Tensor targets, Tensor predictions) = Operands.Squeeze(y_true, y_pred);
        return Losses(targets, predictions);
    }

    /// <inheritdoc/>
    public override Config get_config()
    {
        Config config = base.get_config();
        config["fn"] = _function;
        return config;
    }

    /// <summary>The function.</summary>
    private protected abstract Tensor Losses(Tensor y_true, Tensor y_pred);
}
