using KerasHost.Activations;
using KerasHost.Backend;

namespace KerasHost.Layers;

/// <summary>
/// y = x above the threshold, negative_slope·(x - threshold) below it, and at most max_value; any shape, the same shape out. Mirrors
/// tf_keras/src/layers/activation/relu.py.
/// </summary>
[KerasExport("keras.layers.ReLU")]
public class ReLU : Layer
{
    /// <summary>A rectified linear unit.</summary>
    /// <param name="max_value">The largest result, or null for none.</param>
    /// <param name="negative_slope">The slope below the threshold.</param>
    /// <param name="threshold">Where the line begins.</param>
    /// <exception cref="KerasValueException">An argument is negative.</exception>
    public ReLU(double? max_value = null, double negative_slope = 0.0, double threshold = 0.0)
    {
        this.max_value = max_value is { } largest ? Checked(largest, nameof(max_value)) : null;
        this.negative_slope = Checked(negative_slope, nameof(negative_slope));
        this.threshold = Checked(threshold, nameof(threshold));
        supports_masking = true;
    }

    /// <summary>The largest result, as <c>floatx</c> holds it, or null.</summary>
    public double? max_value { get; }

    /// <summary>The slope below the threshold, as <c>floatx</c> holds it.</summary>
    public double negative_slope { get; }

    /// <summary>Where the line begins, as <c>floatx</c> holds it.</summary>
    public double threshold { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => ActivationFunctions.relu(x, negative_slope, max_value, threshold);

    private static double Checked(double value, string argument) => value < 0
        ? throw new KerasValueException($"{argument} of a ReLU layer cannot be a negative value. Received: {PythonText.Repr(value)}")
        : Settings.CastToFloatx(value);
}
