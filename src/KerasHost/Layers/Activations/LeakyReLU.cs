using KerasHost.Activations;

namespace KerasHost.Layers;

/// <summary>y = x for x > 0, else alpha·x. Mirrors tf_keras/src/layers/activation/leaky_relu.py.</summary>
[KerasExport("keras.layers.LeakyReLU")]
[ConfigAlias("negative_slope", "alpha")]
public class LeakyReLU : Layer
{
    /// <summary>A rectifier with a slope.</summary>
    /// <param name="alpha">The slope for negative numbers; Keras 3 calls it negative_slope.</param>
    /// <exception cref="KerasValueException">It is null.</exception>
    public LeakyReLU(double? alpha = 0.3)
    {
        this.alpha = (float)(alpha ?? throw new KerasValueException("The alpha value of a Leaky ReLU layer cannot be None, Expecting a float. Received: None"));
        supports_masking = true;
    }

    /// <summary>The slope for negative numbers.</summary>
    public double alpha { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => ActivationFunctions.relu(x, alpha);
}
