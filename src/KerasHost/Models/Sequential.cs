using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Saving;

namespace KerasHost.Models;

/// <summary>A stack of layers, each with one input and one output. Mirrors tf_keras/src/engine/sequential.py.</summary>
[KerasExport("keras.Sequential", "keras.models.Sequential")]
public partial class Sequential : Model
{
    private const string SingleOutput = "All layers in a Sequential model should have a single output tensor. For multi-output layers, use the functional API.";

    private readonly List<Layer> _layers = [];
    private readonly List<Node> _nodes = [];
    private InputLayer? _input;
    private Tensor? _output;
    private Shape? _inferredShape;
    private bool _hasRepeats;

    /// <summary>A model of these layers.</summary>
    /// <param name="layers">The layers in order; null for none yet.</param>
    /// <exception cref="KerasValueException">Two layers have the same name, or one has several outputs.</exception>
    public Sequential([NotInConfig] LayerList? layers = null)
    {
        foreach (LayerArg layer in layers ?? [])
            add(layer);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> layers => Held;

    /// <summary>All weights: trained ones first.</summary>
    /// <exception cref="KerasValueException">The weights do not exist yet.</exception>
    public override IReadOnlyList<Variable> weights => built || _layers.Count == 0 ? base.weights : throw new KerasValueException(
        $"Weights for model '{name}' have not yet been created. Weights are created when the model is first called on inputs or `build()` is called with an `input_shape`.");

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> Sublayers => Held;

    // A layer may stand at several places, with the same weights; it counts once.
    private List<Layer> Held => _hasRepeats ? [.. _layers.Distinct()] : _layers;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? inputs => _input is null ? null : [_input.Symbol];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor>? outputs => _output is null || !built ? null : [_output];

    /// <inheritdoc/>
    public override Tensors input => _input is null ? base.input : _input.Symbol;

    /// <inheritdoc/>
    public override Tensors output => _output is null || !built ? base.output : _output;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? input_names => _input is null ? null : [_input.name];

    /// <inheritdoc/>
    public override IReadOnlyList<string>? output_names => outputs is null ? null : [_layers.Count > 0 ? _layers[^1].name : _input!.name];

    /// <inheritdoc/>
    internal override string OutputShapeText => output_shape?.ToString() ?? "?";

    /// <inheritdoc/>
    internal override Shape? BuildInputShape => _input?.batch_input_shape;

    /// <summary>Whether the shape of the input is known, given or found at the first call.</summary>
    internal bool HasInput => _input is not null;

    /// <summary>Whether the shape of the input was given, not found at the first call.</summary>
    internal bool HasGivenInputShape => _input is not null && _inferredShape is null;

    /// <summary>Appends a layer. When the shape of the input is known the layer's weights are made now.</summary>
    /// <exception cref="KerasValueException">The name is taken, or the layer has several outputs.</exception>
    public void add(LayerArg layer)
    {
        Layer added = layer.Layer;
        if (_layers.Any(other => other.name == added.name && other != added))
            throw new KerasValueException($"All layers added to a Sequential model should have unique names. Name \"{added.name}\" is already the name of a layer in this model. Update the `name` argument to pass a unique name.");
        built = false;
        if (added is InputLayer input)
        {
            if (_layers.Count > 0 || _input is not null)
                throw new KerasValueException($"The added layer '{added.name}' is an input; it can only be the first layer of a Sequential model.");
            StartWith(input);
            return;
        }
        if (_layers.Count == 0 && _input is null && GivenInputShape(added) is { } shape)
        {
            using LayerKeywords _ = LayerKeywords.Push(added.name + "_input", added.dtype, true, null, shape);
            StartWith(new InputLayer());
        }
        Tensor? output = _output is null ? null : Extend(added, _output);
        _hasRepeats |= _layers.Contains(added);
        _layers.Add(added);
        if (output is null)
            return;
        _output = output;
        output_shape = output.shape;
        built = true;
    }

    /// <summary>Removes the last layer.</summary>
    /// <exception cref="KerasTypeException">There is none.</exception>
    public void pop()
    {
        if (_layers.Count == 0)
            throw new KerasTypeException("There are no layers in the model.");
        _layers.RemoveAt(_layers.Count - 1);
        if (_layers.Count == 0)
        {
            (_input, _output, built) = (null, null, false);
            return;
        }
        if (_input is not null)
            Connect();
    }

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        if (_input is null || _inferredShape is not null)
            ConnectFor(input_shape, dtype);
        built = true;
    }

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, CallArguments arguments)
    {
        Tensor x = inputs.Single;
        // Inside a step the shape was told by Trace, with the batch axis as Keras sees it there.
        if (!HasGivenInputShape && !x.IsSymbolic && StepScope.Current is null)
            ConnectFor(x.shape, x.dtype);
        else if (HasGivenInputShape)
            x = ReferenceInput.Conform(x, _input!, name, 0, keepIds: _layers.Count > 0 && _layers[0] is Embedding);
        x.Mask ??= arguments.mask;
        foreach (Layer layer in _layers)
        {
            Tensors outputs = layer.apply(x, arguments.training);
            if (outputs.Count != 1)
                throw new KerasValueException(SingleOutput);
            x = outputs[0];
        }
        if (x.IsSymbolic)
            output_shape = x.shape;
        return x;
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) => null;

    /// <inheritdoc/>
    public override Shape compute_output_shape(Shape input_shape)
    {
        foreach (Layer layer in _layers)
            input_shape = layer.compute_output_shape(input_shape);
        return input_shape;
    }

    /// <inheritdoc/>
    public override Config get_config()
    {
        var described = new List<object?>();
        if (_input is not null)
            described.Add(ClassRegistry.Serialize(_input));
        described.AddRange(_layers.Select(layer => (object?)ClassRegistry.Serialize(layer)));
        return new()
        {
            ["name"] = name,
            ["layers"] = described,
        };
    }

    /// <summary>The model that a configuration describes.</summary>
    /// <param name="config">What <see cref="get_config"/> returned; a plain list of layers, as Keras 1 wrote, is not read here.</param>
    /// <param name="custom_objects">How classes of a script are made, by name.</param>
    public static Sequential from_config(Config config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null)
    {
        using IDisposable _ = ClassRegistry.CustomObjects(custom_objects);
        Sequential model;
        using (LayerKeywords.Push(config.GetValueOrDefault("name") as string))
            model = new();
        foreach (object? layer in ConfigReader.List<Config>(config, "layers"))
            model.add(ClassRegistry.Deserialize<Layer>(layer));
        if (!model.built && config.GetValueOrDefault("build_input_shape") is not null)
            model.build(ConfigReader.Get<Shape>(config, "build_input_shape"));
        return model;
    }

    /// <inheritdoc/>
    private protected override void Trace(Shape shape, DType type)
    {
        if (!HasGivenInputShape)
            ConnectFor(shape, type);
    }

    private static Shape? GivenInputShape(Layer layer) => layer.batch_input_shape ??
        (layer is Sequential { _layers: [var first, ..] } nested ? nested._input?.batch_input_shape ?? GivenInputShape(first) : null);

    private Tensor Extend(Layer layer, Tensor x)
    {
        Tensors outputs = layer.apply(x);
        _nodes.Add(layer.InboundNodes[^1]);
        return outputs.Count == 1 ? outputs[0] : throw new KerasValueException(SingleOutput);
    }

    private void StartWith(InputLayer input)
    {
        _input = input;
        _output = input.Symbol;
        input_shape = input.batch_input_shape;
        output_shape = _output.shape;
    }

    private void Connect()
    {
        // The calls of before are gone, as if they had not been.
        foreach (Node node in _nodes)
            node.Layer.InboundNodes.Remove(node);
        _nodes.Clear();
        Tensor x = _input!.Symbol;
        foreach (Layer layer in _layers)
            x = Extend(layer, x);
        _output = x;
        output_shape = x.shape;
    }

    // The first call tells the shape of the input; later calls with other sizes make these axes unknown, as Keras does.
    private void ConnectFor(Shape shape, DType type)
    {
        Shape relaxed = _inferredShape is { } before ? Relax(before, shape) : shape;
        if (_inferredShape is { } known && known == relaxed)
            return;
        _inferredShape = relaxed;
        // Keras finds the shapes in a graph of its own, where names do not carry the model's.
        using NameScope.Exit scope = NameScope.Leave();
        using (LayerKeywords.Push((_layers.Count > 0 ? _layers[0].name : name) + "_input", type, true, null, relaxed))
            _input = new InputLayer();
        input_shape = relaxed;
        Connect();
        built = true;
    }

    private static Shape Relax(Shape a, Shape b)
    {
        if (a.Rank != b.Rank)
            return b;
        int[] dims = a.Dims.ToArray();
        for (int i = 0; i < dims.Length; i++)
            if (dims[i] != b.Dims[i])
                dims[i] = Shape.Unknown;
        return dims;
    }
}
