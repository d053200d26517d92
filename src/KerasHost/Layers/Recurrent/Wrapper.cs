namespace KerasHost.Layers;

/// <summary>A layer around another one. Mirrors tf_keras/src/layers/rnn/base_wrapper.py.</summary>
public abstract class Wrapper : Layer
{
    /// <summary>A layer around another one.</summary>
    /// <param name="layer">The layer inside.</param>
    protected Wrapper(Layer layer) => this.layer = layer ?? throw new KerasValueException(
        $"Layer None supplied to wrapper is not a supported layer type. Please ensure wrapped layer is a valid TF-Keras layer.");

    /// <summary>The layer inside.</summary>
    public Layer layer { get; }

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> Sublayers => [layer];

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        layer.EnsureBuiltInside(input_shape);
        built = true;
    }
}
