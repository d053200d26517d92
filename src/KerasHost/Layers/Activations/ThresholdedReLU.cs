namespace KerasHost.Layers;

/// <summary>y = x for x > theta, else 0. Mirrors tf_keras/src/layers/activation/thresholded_relu.py.</summary>
[KerasExport("keras.layers.ThresholdedReLU")]
public class ThresholdedReLU : Layer
{
    /// <summary>A rectifier with a threshold.</summary>
    /// <param name="theta">What x must exceed.</param>
    /// <exception cref="KerasValueException">It is negative.</exception>
    public ThresholdedReLU(double theta = 1.0)
    {
        if (theta < 0)
            throw new KerasValueException($"The theta value of a Thresholded ReLU layer should be >=0. Received: {PythonText.Repr(theta)}");
        this.theta = (float)theta;
        supports_masking = true;
    }

    /// <summary>What x must exceed.</summary>
    public double theta { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => x * Op.Cast(Op.Greater(x, Op.Constant(theta, x)), x.dtype);
}
