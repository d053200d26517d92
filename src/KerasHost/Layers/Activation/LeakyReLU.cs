using KerasHost.Activations;
using KerasHost.Backend;

namespace KerasHost.Layers;

/// <summary>
/// y = x for x above 0, else alpha·x; any shape, the same shape out. Mirrors tf_keras/src/layers/activation/leaky_relu.py.
/// Keras 3 calls the argument <c>negative_slope</c>, which configurations may too.
/// </summary>
[KerasExport("keras.layers.LeakyReLU")]
[ConfigAlias("negative_slope", "alpha")]
public class LeakyReLU : Layer
{
    /// <summary>A rectified linear unit with a slope below 0.</summary>
    /// <param name="alpha">The slope below 0.</param>
    public LeakyReLU(double alpha = 0.3)
    {
        this.alpha = Settings.CastToFloatx(alpha);
        supports_masking = true;
    }

    /// <summary>The slope below 0, as <c>floatx</c> holds it.</summary>
    public double alpha { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => ActivationFunctions.relu(x, alpha);
}
