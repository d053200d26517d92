using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Saving;

namespace KerasHost.Models;

/// <summary>
/// A model of layers that were called on one another's symbolic outputs, from <c>keras.Input</c> on: any number of inputs and outputs, layers
/// in parallel, shared layers, models as layers. Mirrors tf_keras/src/engine/functional.py.
/// </summary>
[KerasExport("keras.Model", "keras.models.Model")]
[ConfigName("tf_keras.src.engine.functional.Functional")]
public class Functional : Model
{
    private readonly Tensors _inputs;
    private readonly Tensors _outputs;
    private readonly InputLayer[] _inputLayers;

    /// <summary>A model of the layers between inputs and outputs.</summary>
    /// <param name="inputs">What goes in: what <c>keras.Input</c> returned, one, a list or a dictionary; also what layers returned, whose place new inputs then take.</param>
    /// <param name="outputs">What comes out: one, a list or a dictionary.</param>
    /// <exception cref="KerasValueException">An output does not come from the inputs through layers, an input is given twice, or two layers have the same name.</exception>
    public Functional([NotInConfig] Tensors inputs, [NotInConfig] Tensors outputs)
    {
        // A list of one is the one.
        (inputs, outputs) = (Unwrap(inputs), Unwrap(outputs));
        foreach (Tensor input in inputs)
            if (Node.HistoryOf(input) is null)
                throw new KerasValueException($"Input tensors to a {ClassRegistry.ClassName(this)} model must come from `tf.keras.Input`. Received inputs={Node.Describe(input)} (missing previous layer metadata).");
        foreach (Tensor output in outputs)
            if (Node.HistoryOf(output) is null)
                throw new KerasValueException($"Output tensors of a {ClassRegistry.ClassName(this)} model must be the output of a TensorFlow `Layer` (thus holding past layer metadata). Found: {Node.Describe(output)}");
        if (inputs.ToHashSet<object>(ReferenceEqualityComparer.Instance).Count != inputs.Count)
            throw new KerasValueException($"The list of inputs passed to the model contains the same input multiple times. All inputs should only appear once.Received inputs=[{string.Join(", ", inputs.Select(Node.Describe))}]");
        if (!inputs.All(input => Node.HistoryOf(input)!.Node.IsInput))
            (inputs, outputs) = SubGraph.Copy(inputs, outputs);
        (_inputs, _outputs) = (inputs, outputs);
        _inputLayers = [.. inputs.Select(input => (InputLayer)Node.HistoryOf(input)!.Node.Layer)];
        Graph = new(inputs, outputs);
        input_names = [.. _inputLayers.Select(layer => layer.name)];
        output_names = UniqueNames(outputs);
        (input_shape, output_shape) = (inputs[0].shape, outputs[0].shape);
        built = true;
    }

    /// <summary>The calls of the layers.</summary>
    internal Graph Graph { get; }

    /// <summary>The layers from the inputs to the outputs, with the input layers.</summary>
    public override IReadOnlyList<Layer> layers => Graph.Layers;

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> Sublayers => Graph.Layers;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> inputs => [.. _inputs];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> outputs => [.. _outputs];

    /// <inheritdoc/>
    public override Tensors input => _inputs;

    /// <inheritdoc/>
    public override Tensors output => _outputs;

    /// <inheritdoc/>
    public override IReadOnlyList<string> input_names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> output_names { get; }

    /// <inheritdoc/>
    internal override Shape? BuildInputShape => _inputs.IsSingle ? _inputs[0].shape : default(Shape?);

    /// <inheritdoc/>
    internal override string OutputShapeText => _outputs.ShapeText;

    /// <inheritdoc/>
    private protected override string NameBase => GetType() == typeof(Functional) ? "Model" : base.NameBase;

    // The layers inside cast for themselves.
    private protected override bool Autocasts => false;

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, CallArguments arguments)
    {
        Tensor[] given = InOrder(inputs);
        if (arguments.mask is { } mask)
            given[0].Mask = mask;
        for (int i = 0; i < given.Length; i++)
            given[i] = ReferenceInput.Conform(given[i], _inputLayers[i], name, i, keepIds: false);
        return Graph.Run(given, arguments.training);
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) => null;

    /// <inheritdoc/>
    public override Shape compute_output_shape(Shape input_shape)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        return apply(Tensor.Symbolic(_inputs.Single.dtype, input_shape)).shape;
    }

    /// <inheritdoc/>
    public override Config get_config() => GraphWriter.Write(this);

    /// <inheritdoc/>
    public override Config? get_build_config() => new() { ["input_shape"] = Structure(_inputs, tensor => tensor.shape) };

    /// <inheritdoc/>
    public override void build_from_config(Config config) { }

    /// <summary>The model that a configuration of any Keras describes.</summary>
    /// <param name="config">What <see cref="get_config"/> returned.</param>
    /// <param name="custom_objects">How classes of a script are made, by name.</param>
    /// <exception cref="KerasValueException">The calls in it do not fit together.</exception>
    public static Functional from_config(Config config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null)
    {
        using IDisposable _ = ClassRegistry.CustomObjects(custom_objects);
        (Tensors inputs, Tensors outputs) = GraphReader.Read(config);
        using (LayerKeywords.Push(config.GetValueOrDefault("name") as string, trainable: ConfigReader.Get(config, "trainable", true)))
            return new(inputs, outputs);
    }

    /// <summary>Values for tensors in their structure: one, a list, or a dictionary.</summary>
    internal static object? Structure(Tensors tensors, Func<Tensor, object?> value) =>
        tensors.IsSingle ? value(tensors[0])
        : tensors.GivenNames is { } names ? new Config(names.Select(name => KeyValuePair.Create(name, value(tensors[name]))))
        : tensors.Select(value).ToList();

    private static Tensors Unwrap(Tensors tensors) => tensors.Count == 1 && tensors.Names is null ? tensors[0] : tensors;

    // Data under names go where the inputs of these names are; the names are those that the model was made with, or those of the input layers.
    private Tensor[] InOrder(Tensors given)
    {
        if (given.Names is { } names)
        {
            IReadOnlyList<string> wanted = _inputs.Names ?? input_names;
            if (wanted.FirstOrDefault(name => !names.Contains(name)) is { } missing)
                throw new KerasValueException($"Missing data for input \"{missing}\". You passed a data dictionary with keys {Printing.PythonText.Repr(names)}. Expected the following keys: {Printing.PythonText.Repr(wanted)}");
            return [.. wanted.Select(name => given[name])];
        }
        if (given.Count != _inputs.Count)
            throw new KerasValueException($"Layer \"{name}\" expects {_inputs.Count} input(s), but it received {given.Count} input tensors. Inputs received: [{string.Join(", ", given.Select(tensor => tensor.IsSymbolic ? Node.Describe(tensor) : $"<tf.Tensor: shape={tensor.shape}, dtype={tensor.dtype}>"))}]");
        return [.. given];
    }

    private static string[] UniqueNames(Tensors outputs)
    {
        var names = new List<string>();
        var counts = new Dictionary<string, int>();
        foreach (Tensor output in outputs)
        {
            string layer = Node.HistoryOf(output)!.Node.Layer.name, name = layer;
            while (names.Contains(name))
                name = $"{layer}_{counts[layer] = counts.GetValueOrDefault(layer) + 1}";
            names.Add(name);
        }
        return [.. names];
    }
}
