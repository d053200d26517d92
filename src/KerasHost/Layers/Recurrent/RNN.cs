using KerasHost.Saving;
using KerasHost.Seeding;

namespace KerasHost.Layers;

/// <summary>
/// Repeats a cell over the timesteps: <c>(batch, timesteps, features)</c> becomes the output of the last step, <c>(batch, units)</c>, or of
/// all, <c>(batch, timesteps, units)</c>. Mirrors tf_keras/src/layers/rnn/base_rnn.py.
/// </summary>
[KerasExport("keras.layers.RNN")]
[IgnoredConfigKeys("num_constants")]
[ConfigOrder("return_sequences", "return_state", "go_backwards", "stateful", "unroll", "time_major", "zero_output_for_mask", "cell")]
public partial class RNN : Layer, IStatefulLayer
{
    private readonly LayerRandom _random;

    /// <summary>A recurrent layer.</summary>
    /// <param name="cell">The cell, or cells to be stacked.</param>
    /// <param name="return_sequences">Whether the output is that of every timestep, or of the last one only.</param>
    /// <param name="return_state">Whether the last states are returned after the output.</param>
    /// <param name="go_backwards">Whether the last timestep is processed first; the outputs are in the order of processing.</param>
    /// <param name="stateful">Whether the last states are the first ones of the next batch.</param>
    /// <param name="unroll">Whether Keras would unroll the loop: masks of dropout are then the same at every timestep.</param>
    /// <param name="time_major">Whether inputs and outputs are <c>(timesteps, batch, …)</c>.</param>
    /// <param name="zero_output_for_mask">Whether the outputs of masked timesteps are zeros rather than the ones before.</param>
    public RNN(CellArg cell, bool return_sequences = false, bool return_state = false, bool go_backwards = false, bool stateful = false,
        bool unroll = false, bool time_major = false, bool zero_output_for_mask = false)
        : this(return_sequences, return_state, go_backwards, stateful, unroll, time_major, zero_output_for_mask, null) => this.cell = cell.Resolve();

    private protected RNN(bool returnSequences, bool returnState, bool goBackwards, bool stateful, bool unroll, bool timeMajor, bool zeroOutputForMask, int? seed)
    {
        return_sequences = returnSequences;
        return_state = returnState;
        go_backwards = goBackwards;
        this.stateful = stateful;
        this.unroll = unroll;
        time_major = timeMajor;
        zero_output_for_mask = zeroOutputForMask;
        this.seed = seed;
        _random = new(seed);
        supports_masking = true;
    }

    /// <summary>The cell.</summary>
    public AbstractRNNCell cell { get; private protected init; } = null!;

    /// <summary>Whether the output is that of every timestep.</summary>
    public bool return_sequences { get; }

    /// <summary>Whether the last states are returned after the output.</summary>
    public bool return_state { get; }

    /// <summary>Whether the last timestep is processed first.</summary>
    public bool go_backwards { get; }

    /// <inheritdoc/>
    public override bool stateful { get; }

    /// <summary>Whether the masks of dropout are the same at every timestep.</summary>
    public bool unroll { get; }

    /// <summary>Whether inputs and outputs are <c>(timesteps, batch, …)</c>.</summary>
    public bool time_major { get; }

    /// <summary>Whether the outputs of masked timesteps are zeros.</summary>
    public bool zero_output_for_mask { get; internal set; }

    /// <summary>The seed of dropout in Keras's fused path, or null.</summary>
    public int? seed { get; }

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> Sublayers => [cell];

    /// <summary>Whether Keras computes this layer in its fused path, whose dropout draws one mask over all timesteps.</summary>
    private protected virtual bool IsFused => false;

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        if (input_shape.Rank < 3)
            throw new KerasValueException($"The input of a recurrent layer needs a batch, a time and at least one feature axis. Full input shape received: {input_shape}");
        (int batch, int time) = time_major ? (1, 0) : (0, 1);
        int[] expected = input_shape.Dims.ToArray();
        expected[time] = Shape.Unknown;
        if (!stateful)
            expected[batch] = Shape.Unknown;
        input_spec = new(ndim: expected.Length, shape: expected);
        cell.EnsureBuilt(Shape.Of(input_shape.Dims[batch]).Append(input_shape.Dims[2..]));
        if (stateful)
            reset_states();
        // Keras notes the shape here, so that it stands in the configuration also where a wrapper builds the layer.
        BuildInputShape = input_shape;
        built = true;
    }

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, CallArguments arguments)
    {
        Tensor x = time_major ? SwapTime(inputs[0]) : inputs[0];
        if (unroll && x.shape.Dims[1] == Shape.Unknown)
            throw new KerasValueException(this is LSTM or GRU ? "Unrolling requires a fixed number of timesteps." :
                "Cannot unroll a RNN if the time dimension is undefined. \n" +
                "- If using a Sequential model, specify the time dimension by passing an `input_shape` or `batch_input_shape` argument to your first layer. If your first layer is an Embedding, you can also use the `input_length` argument.\n" +
                "- If using the functional API, specify the time dimension by passing a `shape` or `batch_shape` argument to your Input layer.");
        Tensor[]? given = arguments.initial_state ?? (inputs.Count > 1 ? [.. inputs.Skip(1)] : null);
        Tensor? mask = MaskOf(arguments.mask, x);
        (Tensor output, Tensor[] states) = Run(x, FirstStates(given, x), mask, arguments.training, arguments.constants);
        if (stateful && !x.IsSymbolic)
            KeepStates(states);
        if (time_major && return_sequences)
            output = SwapTime(output);
        return return_state ? new Tensors([output, .. states]) : output;
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) => return_sequences ? mask : null;

    /// <inheritdoc/>
    public override Config get_config()
    {
        Config config = base.get_config();
        if (!zero_output_for_mask)
            config.Remove("zero_output_for_mask");
        return config;
    }

    // States may follow the input in a list; they are checked one by one when they are used.
    private protected override void CheckInputs(Tensors inputs) => base.CheckInputs(inputs[0]);

    private static Tensor SwapTime(Tensor x) => Op.Transpose(x, [1, 0, .. Enumerable.Range(2, x.ndim - 2)]);

    private Tensor? MaskOf(Tensor? mask, Tensor x)
    {
        if (mask is null)
            return null;
        if (mask.ndim == 3 && mask.shape.Dims[2] == 1)
            mask = Op.Squeeze(mask, [2]);
        if (mask.ndim == 2 && time_major)
            mask = Op.Transpose(mask);
        if (mask.ndim != 2 || !mask.shape.IsCompatibleWith(x.shape.Part(0, 2)))
            throw new KerasShapeException($"{WordsOnMask(mask.shape, x.shape)}: the mask of layer \"{name}\" must have the shape (batch, timesteps). Received a mask of shape {mask.shape} for inputs of shape {x.shape}.");
        return Op.Cast(mask, DType.Bool);
    }

    // What the reference says, whose operations fail one after the other.
    private string WordsOnMask(Shape mask, Shape x)
    {
        if (mask.Rank < 2)
            return "list assignment index out of range";
        if (mask.Dims[1] != x.Dims[1])
            return $"Cannot unstack {mask.Dims[1]} tensors into a TensorArray of static size {x.Dims[1]}";
        string values = $"[{x.Dims[0]},{cell.output_size}]";
        return $"condition [{mask.Dims[0]},{(mask.Rank > 2 ? mask.Dims[2] : 1)}], then {values}, and else {values} must be broadcastable";
    }
}
