using KerasHost.Backend;

namespace KerasHost.Layers;

/// <summary>
/// y = x above theta, else 0; any shape, the same shape out (Konda et al., 2014). Mirrors
/// tf_keras/src/layers/activation/thresholded_relu.py.
/// </summary>
[KerasExport("keras.layers.ThresholdedReLU")]
public class ThresholdedReLU : Layer
{
    /// <summary>A linear unit with a threshold.</summary>
    /// <param name="theta">What x must exceed.</param>
    /// <exception cref="KerasValueException">theta is negative.</exception>
    public ThresholdedReLU(double theta = 1.0)
    {
        if (theta < 0)
            throw new KerasValueException($"The theta value of a Thresholded ReLU layer should be >=0. Received: {PythonText.Repr(theta)}");
        this.theta = Settings.CastToFloatx(theta);
        supports_masking = true;
    }

    /// <summary>What x must exceed, as <c>floatx</c> holds it.</summary>
    public double theta { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => x * Op.Cast(x > theta, x.dtype);
}
