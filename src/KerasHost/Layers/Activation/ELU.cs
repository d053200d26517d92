using KerasHost.Activations;
using KerasHost.Backend;

namespace KerasHost.Layers;

/// <summary>
/// y = x for x above 0, else alpha·(eˣ - 1); any shape, the same shape out (Clevert et al., 2016). Mirrors
/// tf_keras/src/layers/activation/elu.py.
/// </summary>
[KerasExport("keras.layers.ELU")]
public class ELU : Layer
{
    /// <summary>An exponential linear unit.</summary>
    /// <param name="alpha">The factor below 0.</param>
    public ELU(double alpha = 1.0)
    {
        this.alpha = Settings.CastToFloatx(alpha);
        supports_masking = true;
    }

    /// <summary>The factor below 0, as <c>floatx</c> holds it.</summary>
    public double alpha { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => ActivationFunctions.elu(x, alpha);
}
