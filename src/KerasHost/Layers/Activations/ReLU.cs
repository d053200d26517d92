using KerasHost.Activations;

namespace KerasHost.Layers;

/// <summary>y = max_value where x reaches it, x from the threshold on, negative_slope·(x - threshold) below. Mirrors tf_keras/src/layers/activation/relu.py.</summary>
[KerasExport("keras.layers.ReLU")]
public class ReLU : Layer
{
    /// <summary>A rectifier.</summary>
    /// <param name="max_value">The largest output, or null for none.</param>
    /// <param name="negative_slope">The slope below the threshold.</param>
    /// <param name="threshold">Where the slope changes.</param>
    /// <exception cref="KerasValueException">A number is negative.</exception>
    public ReLU(double? max_value = null, double negative_slope = 0.0, double threshold = 0.0)
    {
        this.max_value = max_value < 0 ? throw Negative("max_value", max_value) : (float?)max_value;
        this.negative_slope = negative_slope < 0 ? throw Negative("negative_slope", negative_slope) : (float)negative_slope;
        this.threshold = threshold < 0 ? throw Negative("threshold", threshold) : (float)threshold;
        supports_masking = true;
    }

    /// <summary>The largest output, or null.</summary>
    public double? max_value { get; }

    /// <summary>The slope below the threshold.</summary>
    public double negative_slope { get; }

    /// <summary>Where the slope changes.</summary>
    public double threshold { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => ActivationFunctions.relu(x, negative_slope, max_value, threshold);

    private static KerasValueException Negative(string argument, double? value) =>
        new($"{argument} of a ReLU layer cannot be a negative value. Received: {PythonText.Repr(value)}");
}
