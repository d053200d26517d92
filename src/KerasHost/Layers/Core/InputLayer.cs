using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>Where data enters a model. Mirrors tf_keras/src/engine/input_layer.py.</summary>
[KerasExport("keras.layers.InputLayer")]
[IgnoredConfigKeys("sparse", "ragged")]
public sealed class InputLayer : Layer
{
    /// <summary>An input.</summary>
    /// <param name="input_shape">Its shape without the batch axis; null for one that the common keyword <c>batch_input_shape</c> gives.</param>
    /// <param name="batch_size">The batch axis, or null for any.</param>
    /// <param name="sparse">Keras's sparse inputs, which there are none of here.</param>
    /// <param name="ragged">Keras's ragged inputs, which there are none of here.</param>
    /// <exception cref="KerasValueException">There is no shape, or a sparse or ragged input is asked for.</exception>
    public InputLayer([NotInConfig] Shape? input_shape = null, [NotInConfig] int? batch_size = null, bool sparse = false, bool ragged = false)
    {
        if (sparse || ragged)
            throw new KerasValueException($"An input with {(sparse ? "sparse" : "ragged")}=True is not supported. Give dense data: pad sequences of different lengths with keras.preprocessing.sequence.pad_sequences.");
        if (input_shape is { } shape)
            batch_input_shape = Shape.Create([batch_size, .. shape]);
        if (batch_input_shape is null)
            throw new KerasValueException("Please provide to Input either a `shape` or a `batch_shape` argument.");
        supports_masking = true;
        built = true;
        Symbol = Tensor.Symbolic(dtype, batch_input_shape.Value);
        _ = new Node(this, null, Symbol);
    }

    /// <summary>False: inputs are dense.</summary>
    public bool sparse => false;

    /// <summary>False: inputs are dense.</summary>
    public bool ragged => false;

    /// <inheritdoc/>
    public override Tensor call(Tensor x) => x;

    /// <inheritdoc/>
    public override Config get_config() => new()
    {
        ["batch_input_shape"] = batch_input_shape,
        ["dtype"] = dtype.name,
        ["sparse"] = sparse,
        ["ragged"] = ragged,
        ["name"] = name,
    };

    /// <summary>The symbolic tensor that stands for the data.</summary>
    internal Tensor Symbol { get; }

    /// <summary>The input layer that made a symbolic tensor, or null.</summary>
    internal static InputLayer? Behind(Tensor tensor) => Node.HistoryOf(tensor)?.Node.Layer as InputLayer;

    /// <summary>A symbolic tensor as the start of a model.</summary>
    /// <param name="shape">Its shape without the batch axis.</param>
    /// <param name="batch_size">The batch axis, or null for any.</param>
    /// <param name="name">The name of the input layer.</param>
    /// <param name="dtype">The type of the data.</param>
    /// <param name="batch_shape">The shape with the batch axis, instead of <paramref name="shape"/>.</param>
    [KerasExport("keras.Input", "keras.layers.Input")]
    public static Tensor Input(Shape? shape = null, int? batch_size = null, string? name = null, DType? dtype = null, Shape? batch_shape = null)
    {
        if (shape is not null && batch_shape is not null)
            throw new KerasValueException("Only provide the `shape` OR `batch_shape` argument to Input, not both at the same time.");
        name ??= LayerNames.NextInput();
        using LayerKeywords _ = LayerKeywords.Push(name, dtype, true, shape, batch_shape, batch_size: batch_size);
        return new InputLayer().Symbol;
    }
}
