using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Text;

namespace KerasHost.Models;

/// <summary>
/// A layer that can be trained, evaluated, used for prediction, summarised and saved. A model of a script derives from it, holds its
/// layers in fields and overrides one of the <c>call</c> methods. Mirrors tf_keras/src/engine/training.py.
/// </summary>
public abstract partial class Model : Layer
{
    /// <summary>A model with the keywords that its factory or configuration gave.</summary>
    protected Model() => supports_masking = true;

    /// <summary>The layers in order; a Sequential model leaves its input layer out.</summary>
    public virtual IReadOnlyList<Layer> layers => [.. Sublayers];

    /// <summary>The symbolic tensors that go in, in order; null for a model that is not made of calls on symbolic tensors.</summary>
    public virtual IReadOnlyList<Tensor>? inputs => null;

    /// <summary>The symbolic tensors that come out, in order; null for a model that is not made of calls on symbolic tensors.</summary>
    public virtual IReadOnlyList<Tensor>? outputs => null;

    /// <summary>The names of the inputs, those of their layers.</summary>
    public virtual IReadOnlyList<string>? input_names => null;

    /// <summary>The names of the outputs: those of the layers that they come from, numbered where one gives several.</summary>
    public virtual IReadOnlyList<string>? output_names => null;

    /// <inheritdoc/>
    public override IReadOnlyList<Variable> weights => [.. layers.SelectMany(layer => layer.weights).Concat(base.weights).Distinct()];

    /// <inheritdoc/>
    public override bool stateful => layers.Any(layer => layer.stateful);

    /// <summary>The layer with this name, or at this position.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    public Layer get_layer(string? name = null, int? index = null)
    {
        if (index is not null && name is not null)
            throw new KerasValueException($"Provide only a layer name or a layer index. Received: index={index}, name={name}.");
        if (index is { } at)
            return at < layers.Count
                ? layers[at < 0 ? at + layers.Count : at]
                : throw new KerasValueException($"Was asked to retrieve layer at index {at} but model only has {layers.Count} layers.");
        if (name is null)
            throw new KerasValueException("Provide either a layer name or layer index at `get_layer`.");
        return layers.FirstOrDefault(layer => layer.name == name) ??
            throw new KerasValueException($"No such layer: {name}. Existing layers are: [{string.Join(", ", layers.Select(layer => $"'{layer.name}'"))}].");
    }

    /// <summary>The layer at this position, negative from the end.</summary>
    public Layer get_layer(int index) => get_layer(null, index);

    /// <summary>Forgets the states of all stateful layers.</summary>
    public virtual void reset_states()
    {
        foreach (Layer layer in layers)
            switch (layer)
            {
                case IStatefulLayer { stateful: true } recurrent:
                    recurrent.reset_states();
                    break;
                case Model { stateful: true } nested:
                    nested.reset_states();
                    break;
            }
    }

    /// <summary>Prints a table of the layers with their output shapes and numbers of weights.</summary>
    /// <param name="line_length">Length of the lines; null for Keras's 65.</param>
    /// <param name="positions">Where the columns end, as parts of the line or in characters.</param>
    /// <param name="print_fn">Called with each line; null prints it.</param>
    /// <param name="expand_nested">Whether to show the layers of nested models.</param>
    /// <param name="show_trainable">Whether to show a column that says if a layer is trained.</param>
    /// <param name="layer_range">Names (or regular expressions) of the first and last layer to show.</param>
    /// <exception cref="KerasValueException">The model has no weights yet.</exception>
    public void summary(int? line_length = null, double[]? positions = null, Action<string>? print_fn = null,
        bool expand_nested = false, bool show_trainable = false, string[]? layer_range = null)
    {
        if (!built)
            throw new KerasValueException("This model has not yet been built. Build the model first by calling `build()` or by calling the model on a batch of data.");
        SummaryPrinter.Print(SummaryOf(this), line_length, positions, print_fn, expand_nested, show_trainable, layer_range);
    }
}
