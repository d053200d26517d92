using System.Collections;
using System.Globalization;
using System.Reflection;
using KerasHost.Activations;
using KerasHost.Backend;
using KerasHost.Constraints;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Numpy;
using KerasHost.Regularizers;
using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>
/// The base class of layers: weights made when the first input's shape is known, and a function from inputs to outputs.
/// A layer of a script derives from it, overrides one of the <c>call</c> methods, and makes its weights in <see cref="build"/>.
/// Mirrors tf_keras/src/engine/base_layer.py.
/// </summary>
[ConfigFamily]
public abstract partial class Layer : IHasConfig, IHasBuildConfig, ITakesKeywords
{
    [ThreadStatic]
    private static Layer? t_caller;

    private readonly IReadOnlyList<TensorLike>? _firstWeights;
    private readonly HashSet<Layer> _knownCallees = [];

    // Whether the class is one of this library, whose layers and weights need not be looked for in its fields.
    private readonly bool _isKerasLayer;
    private bool _trainable;
    private bool _training;
    private string _name;

    /// <summary>A layer with the keywords that its factory or configuration gave (name, dtype, …).</summary>
    protected Layer()
    {
        _isKerasLayer = GetType().Assembly == typeof(Layer).Assembly;
        LayerKeywords keywords = LayerKeywords.Take();
        _name = keywords.name ?? LayerNames.Next(NameBase);
        dtype = keywords.dtype ?? Settings.Floatx;
        _trainable = keywords.trainable;
        batch_input_shape = keywords.batch_input_shape;
        _firstWeights = keywords.weights;
        activity_regularizer = keywords.activity_regularizer;
    }

    /// <summary>The name, unique in a model; numbered by class when none was given.</summary>
    public string name => _name;

    /// <summary>What names are made of where none is given: the class.</summary>
    private protected virtual string NameBase => ClassRegistry.ClassName(this);

    /// <summary>The type of weights and computation.</summary>
    public DType dtype { get; private set; }

    /// <summary>The shape of the input with the batch axis, when it was given to the constructor.</summary>
    public Shape? batch_input_shape { get; internal set; }

    /// <summary>Whether the weights exist.</summary>
    public bool built { get; protected internal set; }

    /// <summary>Whether the layer keeps states from batch to batch.</summary>
    public virtual bool stateful => false;

    /// <summary>Whether a mask passes through the layer.</summary>
    public bool supports_masking { get; protected init; }

    /// <summary>What the layer expects of its input, or null.</summary>
    public InputSpec? input_spec { get; protected set; }

    /// <summary>Whether the weights are trained. Setting it sets the layers inside too.</summary>
    public bool trainable
    {
        get => _trainable;
        set
        {
            _trainable = value;
            foreach (Layer sublayer in Sublayers)
                sublayer.trainable = value;
        }
    }

    /// <summary>A penalty on the output, divided by the batch size, or null.</summary>
    public Regularizer? activity_regularizer { get; protected init; }

    /// <summary>Puts a word in front of the name, as a wrapper does with its copies of a layer.</summary>
    internal void Prefix(string word) => _name = word + _name;

    void ITakesKeywords.TakeKeywords(Config config)
    {
        _name = ConfigReader.Get(config, "name", _name);
        dtype = ConfigReader.Get(config, "dtype", dtype);
        _trainable = ConfigReader.Get(config, "trainable", _trainable);
        batch_input_shape = ConfigReader.Get(config, "batch_input_shape", batch_input_shape);
    }

    /// <summary>Whether the weights are trained; setting it leaves the layers inside alone.</summary>
    internal bool OwnTrainable { set => _trainable = value; }

    /// <summary>The shape of the last symbolic output, or null.</summary>
    public Shape? output_shape { get; internal set; }

    /// <summary>The shape of the last symbolic input, or null.</summary>
    public Shape? input_shape { get; internal set; }

    /// <summary>The shape that the weights were made for, which files of the model hold; null before.</summary>
    internal virtual Shape? BuildInputShape { get; private protected set; }

    /// <summary>The shapes of all inputs where the weights were made for several; else null.</summary>
    internal IReadOnlyList<Shape>? BuildInputShapes { get; private set; }

    /// <summary>Makes the weights. Layers that have some override it.</summary>
    /// <param name="input_shape">The shape of the input; null sizes are not known yet.</param>
    public virtual void build(Shape input_shape) => built = true;

    /// <summary>The layer's function.</summary>
    /// <param name="x">The input, or the first of several.</param>
    public virtual Tensor call(Tensor x) => throw new KerasException($"Layer {GetType().Name} does not override any `call` method.");

    /// <inheritdoc cref="call(Tensor)"/>
    /// <param name="x">The input.</param>
    /// <param name="training">Whether this is a training step.</param>
    public virtual Tensor call(Tensor x, bool training) => call(x);

    /// <inheritdoc cref="call(Tensor)"/>
    /// <param name="x">The input.</param>
    /// <param name="training">Whether this is a training step.</param>
    /// <param name="mask">Which timesteps count, bool <c>(batch, timesteps)</c>; null for all.</param>
    public virtual Tensor call(Tensor x, bool training, Tensor? mask) => call(x, training);

    /// <summary>The layer's function for several inputs or outputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="arguments">What else it is told.</param>
    public virtual Tensors call(Tensors inputs, CallArguments arguments) => call(inputs.Single, arguments.training, arguments.mask);

    /// <summary>The mask of the output, given the input and its mask.</summary>
    public virtual Tensor? compute_mask(Tensor inputs, Tensor? mask) => supports_masking ? mask : null;

    /// <summary>The mask of the output for inputs that carry none.</summary>
    /// <param name="inputs">The inputs.</param>
    public Tensor? compute_mask(TensorLike inputs) => compute_mask(inputs.ToTensor(), null);

    /// <summary>The mask of the output of several inputs, which carry theirs; <paramref name="mask"/> is that of the first.</summary>
    private protected virtual Tensor? MaskOfOutput(Tensors inputs, Tensor? mask) => compute_mask(inputs[0], mask);

    /// <summary>The shape of the output for an input of this shape.</summary>
    public virtual Shape compute_output_shape(Shape input_shape)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        return apply(Tensor.Symbolic(dtype, input_shape)).shape;
    }

    /// <summary>Calls the layer, as <c>layer(x)</c> in Python: makes the weights at the first call, checks the input, passes masks on.</summary>
    /// <param name="inputs">One tensor or several.</param>
    /// <param name="training">Whether this is a training step; null asks the layer or model around, or means false.</param>
    /// <param name="mask">Which timesteps count; null takes the mask that the input carries.</param>
    /// <param name="initial_state">First states of a recurrent layer; null for zeros or the kept ones.</param>
    /// <param name="constants">What the cell of an <see cref="RNN"/> gets at every timestep besides its input; null for nothing.</param>
    /// <exception cref="KerasShapeException">The input does not fit.</exception>
    /// <exception cref="KerasTypeException">The layer takes no constants.</exception>
    public Tensors apply(Tensors inputs, bool? training = null, TensorLike? mask = null, Tensors? initial_state = null, Tensors? constants = null)
    {
        if (constants is not null && this is not RNN)
            throw new KerasTypeException($"{GetType().Name}.call() got an unexpected keyword argument 'constants'");
        return IsConstruction(inputs)
            ? Construct(new(inputs, training, mask?.TensorOrNull, initial_state, constants))
            : Run(inputs, training, mask?.TensorOrNull, initial_state, constants);
    }

    private Tensors Run(Tensors inputs, bool? training, Tensor? mask, Tensors? initial_state, Tensors? constants)
    {
        Layer? caller = t_caller;
        caller?.CheckTracked(this);
        t_caller = this;
        try
        {
            inputs = CastInputs(inputs);
            CheckInputs(inputs);
            if (!built)
                BuildFor(inputs);
            mask ??= inputs[0].Mask;
            _training = training ?? caller?._training ?? false;
            Tensors outputs = call(inputs, new CallArguments(_training, mask, initial_state?.ToArray(), constants?.ToArray()));
            if (activity_regularizer is not null && !outputs[0].IsSymbolic)
                foreach (Tensor output in outputs)
                    add_loss(Op.DivideNoNan(activity_regularizer.call(output), Op.Constant(output.shape[0], output)));
            if (inputs[0].IsSymbolic)
                (input_shape, output_shape) = (inputs[0].shape, outputs[0].shape);
            return PassMask(inputs, outputs, mask);
        }
        finally
        {
            t_caller = caller;
        }
    }

    /// <summary>The layers held by this one, in the order in which their weights come. By default those in fields and properties of a script's class.</summary>
    protected internal virtual IEnumerable<Layer> Sublayers =>
        _isKerasLayer ? HeldActivation is { } only ? [only] : []
        : HeldActivation is { } held ? TrackedFields<Layer>().Prepend(held) : TrackedFields<Layer>();

    /// <summary>The layer that computes this layer's activation, or null.</summary>
    internal Layer? HeldActivation { get; private set; }

    /// <summary>This layer and all below it.</summary>
    internal IEnumerable<Layer> Flatten() => Sublayers.SelectMany(layer => layer.Flatten()).Prepend(this);

    /// <summary>The arguments of the constructor that would make this layer again, with name, dtype and trainable.</summary>
    public virtual Config get_config()
    {
        var config = new Config
        {
            ["name"] = name,
            ["trainable"] = trainable,
            ["dtype"] = dtype.name,
        };
        if (batch_input_shape is { } shape)
            config["batch_input_shape"] = shape;
        ClassRegistry.WriteTo(this, config);
        return config;
    }

    /// <inheritdoc/>
    public virtual Config? get_build_config() =>
        BuildInputShapes is { } shapes ? new() { ["input_shape"] = shapes }
        : BuildInputShape is { } shape ? new() { ["input_shape"] = shape }
        : null;

    /// <inheritdoc/>
    public virtual void build_from_config(Config config)
    {
        // Layers of several inputs write several shapes; they are built when they are called.
        bool isShape = config.GetValueOrDefault("input_shape") switch
        {
            Shape => true,
            List<object?> sizes => sizes.TrueForAll(size => size is null or int),
            _ => false,
        };
        if (isShape && !built)
            EnsureBuilt((BuildInputShape = ConfigReader.Get<Shape>(config, "input_shape")).Value);
    }

    /// <summary>Class and name.</summary>
    public override string ToString() => $"<{ClassRegistry.ClassName(this)} name={name}, built={(built ? "True" : "False")}>";

    /// <summary>Keeps the layer behind an activation among those inside, so that its weights are trained and saved.</summary>
    private protected ActivationFunction Hold(ActivationFunction activation)
    {
        if (activation.layer is not { } held)
            return activation;
        HeldActivation = held;
        return activation with { call = Call };

        Tensor Call(Tensor x)
        {
            using NameScope.Exit _ = NameScope.Enter(name);
            return held.apply(x);
        }
    }

    /// <summary>Makes the weights if they do not exist yet.</summary>
    internal void EnsureBuilt(Shape shape)
    {
        if (built)
            return;
        using (NameScope.Enter(name))
            EnsureBuiltInside(shape);
    }

    /// <summary>Makes the weights if they do not exist yet, under the names of the layer around.</summary>
    internal void EnsureBuiltInside(Shape shape)
    {
        if (built)
            return;
        // Weights outlive the step in whose course they are made.
        using (StepScope.Suspend())
            build(shape);
        built = true;
        if (_firstWeights is not null)
            set_weights(_firstWeights);
        DeferredRestores.Run(this);
    }

    /// <summary>Makes the weights for inputs that the layer is called on.</summary>
    private void BuildFor(Tensors inputs)
    {
        CheckShapes(inputs);
        EnsureBuilt(inputs[0].shape);
        BuildInputShape = inputs[0].shape;
        if (!inputs.IsSingle)
            BuildInputShapes = [.. inputs.Select(input => input.shape)];
    }

    /// <summary>Checks the shapes of the inputs at the first call.</summary>
    private protected virtual void CheckShapes(Tensors inputs) { }

    /// <summary>Whether floats of another width become the layer's type.</summary>
    private protected virtual bool Autocasts => true;

    private Tensors CastInputs(Tensors inputs)
    {
        if (inputs.Count == 0)
            throw new KerasValueException($"Layer \"{name}\" was called without inputs.");
        return Autocasts ? inputs.Map(CastInput) : inputs;
    }

    /// <summary>Floats of another width become the layer's type, as Keras's autocast does.</summary>
    private Tensor CastInput(Tensor input)
    {
        if (!input.dtype.is_floating || !dtype.is_floating || input.dtype == dtype)
            return input;
        Tensor cast = Op.Cast(input, dtype);
        cast.Mask = input.Mask;
        return cast;
    }

    /// <summary>Checks the shapes of the inputs against <see cref="input_spec"/>.</summary>
    private protected virtual void CheckInputs(Tensors inputs)
    {
        if (input_spec is null)
            return;
        for (int i = 0; i < inputs.Count; i++)
            input_spec.Check(inputs[i].shape, i, name);
    }

    private Tensors PassMask(Tensors inputs, Tensors outputs, Tensor? mask)
    {
        if (outputs.IsSingle && ReferenceEquals(outputs[0], inputs[0]) && !supports_masking && inputs[0].Mask is not null)
            return Op.Identity(outputs[0]);
        if (supports_masking && outputs[0].Mask is null)
            outputs[0].Mask = MaskOfOutput(inputs, mask);
        return outputs;
    }

    // A layer with weights that is used inside another but not held by it would silently not be trained or saved.
    private void CheckTracked(Layer callee)
    {
        if (_knownCallees.Contains(callee))
            return;
        if (!Flatten().Contains(callee))
            throw new KerasValueException(
                $"Layer '{callee.name}' is used in the call of layer '{name}' but is not held in one of its fields, so its weights would be neither trained nor saved. " +
                $"Keep it in a field of {GetType().Name} and make it in the constructor or in build.");
        _knownCallees.Add(callee);
    }

    // Fields of classes outside this library, base class first, in declaration order; lists and dictionaries of them too.
    private IEnumerable<T> TrackedFields<T>() where T : class => NamedFields<T>().Select(field => field.Value);

    /// <summary>
    /// Layers or weights in the fields of a script's class, each with the name of its field; those in a list or dictionary share one and have
    /// a position or key in it, which is null otherwise.
    /// </summary>
    internal IEnumerable<(string Field, string? Key, T Value)> NamedFields<T>() where T : class
    {
        var classes = new Stack<Type>();
        for (Type? type = GetType(); type is not null && type.Assembly != typeof(Layer).Assembly; type = type.BaseType)
            classes.Push(type);
        foreach (Type type in classes)
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                switch (field.GetValue(this))
                {
                    case T found:
                        yield return (FieldName(field), null, found);
                        break;
                    case IDictionary pairs:
                        foreach (DictionaryEntry pair in pairs)
                            if (pair.Value is T found)
                                yield return (FieldName(field), string.Create(CultureInfo.InvariantCulture, $"{pair.Key}"), found);
                        break;
                    case IEnumerable many and not string:
                        int position = 0;
                        foreach (object? item in many)
                        {
                            if (item is T found)
                                yield return (FieldName(field), position.ToString(CultureInfo.InvariantCulture), found);
                            position++;
                        }
                        break;
                }
    }

    // The name of a property stands in the name of the field behind it: <name>k__BackingField.
    private static string FieldName(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
