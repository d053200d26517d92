using KerasHost.Activations;
using KerasHost.Constraints;

namespace KerasHost.Layers;

/// <summary>
/// y = eˣ / Σ eˣ along an axis or several; at least two axes, the same shape out. A mask of the shape of x, or one that broadcasts to it,
/// leaves elements out. Mirrors tf_keras/src/layers/activation/softmax.py.
/// </summary>
[KerasExport("keras.layers.Softmax")]
public class Softmax : Layer
{
    // What is added to elements that a mask leaves out.
    private const double LargeNegative = -1e9;

    /// <summary>Probabilities from logits.</summary>
    /// <param name="axis">The axis or axes of the sum, negative from the end.</param>
    public Softmax([KerasDefault("-1")] AxisList axis = default)
    {
        this.axis = axis.Or(-1);
        supports_masking = true;
    }

    /// <summary>The axis or axes of the sum.</summary>
    public AxisList axis { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x, bool training, Tensor? mask)
    {
        if (mask is not null)
            x = x + (1 - Op.Cast(mask, x.dtype)) * LargeNegative;
        return axis.ToArray() is [var one] ? ActivationFunctions.softmax(x, one) : Op.Exp(x - Op.LogSumExp(x, axis.ToArray(), true));
    }
}
