using KerasHost.Activations;

namespace KerasHost.Layers;

/// <summary>y = x for x > 0, else alpha·(eˣ - 1) (Clevert et al., 2016). Mirrors tf_keras/src/layers/activation/elu.py.</summary>
[KerasExport("keras.layers.ELU")]
public class ELU : Layer
{
    /// <summary>An exponential linear unit.</summary>
    /// <param name="alpha">The factor for negative numbers.</param>
    public ELU(double alpha = 1.0)
    {
        this.alpha = (float)alpha;
        supports_masking = true;
    }

    /// <summary>The factor for negative numbers.</summary>
    public double alpha { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => ActivationFunctions.elu(x, alpha);
}
