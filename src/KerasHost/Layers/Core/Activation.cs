using KerasHost.Activations;

namespace KerasHost.Layers;

/// <summary>Applies an activation to every element. Mirrors tf_keras/src/layers/core/activation.py.</summary>
[KerasExport("keras.layers.Activation")]
public class Activation : Layer
{
    /// <summary>An activation as a layer.</summary>
    /// <param name="activation">The function.</param>
    public Activation(ActivationArg activation)
    {
        this.activation = Hold(activation.Or("linear"));
        supports_masking = true;
    }

    /// <summary>The function.</summary>
    public ActivationFunction activation { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => activation.call(x);
}
