using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>
/// A recurrent layer in both directions of time: one copy forward, one backward, their outputs merged. Mirrors
/// tf_keras/src/layers/rnn/bidirectional.py.
/// </summary>
[KerasExport("keras.layers.Bidirectional")]
[ConfigOrder("layer", "merge_mode", "backward_layer")]
public class Bidirectional : Wrapper, IStatefulLayer
{
    private static readonly string?[] s_modes = ["sum", "mul", "ave", "concat", null];

    private readonly Config? _backwardConfig;

    /// <summary>A layer in both directions.</summary>
    /// <param name="layer">The recurrent layer; the wrapper makes copies of it.</param>
    /// <param name="merge_mode">How the outputs of both directions become one: "concat", "sum", "mul", "ave"; null returns both.</param>
    /// <param name="backward_layer">The layer for the backward direction, with go_backwards the opposite of the other's; null makes it from <paramref name="layer"/>.</param>
    /// <exception cref="KerasValueException">The layers do not fit each other, or the mode is unknown.</exception>
    public Bidirectional(Layer layer, string? merge_mode = "concat", Layer? backward_layer = null) : base(layer)
    {
        if (Array.IndexOf(s_modes, merge_mode) < 0)
            throw new KerasValueException($"Invalid merge mode. Received: {merge_mode}. Merge mode should be one of {{\"sum\", \"mul\", \"ave\", \"concat\", None}}");
        if (layer is not RNN)
            throw new KerasValueException($"Please initialize `Bidirectional` layer with a recurrent layer (an `RNN`). Received: {layer}");
        if (backward_layer is not null and not RNN)
            throw new KerasValueException($"`backward_layer` need to be a recurrent layer (an `RNN`). Received: {backward_layer}");
        this.merge_mode = merge_mode;
        forward_layer = Copy((RNN)layer, false);
        this.backward_layer = (RNN?)backward_layer ?? Copy((RNN)layer, true);
        _backwardConfig = backward_layer is null ? null : ClassRegistry.Serialize(backward_layer);
        forward_layer.Prefix("forward_");
        this.backward_layer.Prefix("backward_");
        CheckDirections();
        forward_layer.zero_output_for_mask = forward_layer.return_sequences;
        this.backward_layer.zero_output_for_mask = this.backward_layer.return_sequences;
        supports_masking = true;
        if (!layer.trainable)
            trainable = false;
        input_spec = layer.input_spec;
    }

    /// <summary>How the outputs of both directions become one, or null for both.</summary>
    public string? merge_mode { get; }

    /// <summary>The copy that runs forward.</summary>
    public RNN forward_layer { get; }

    /// <summary>The copy that runs backward.</summary>
    public RNN backward_layer { get; }

    /// <inheritdoc/>
    public override bool stateful => forward_layer.stateful;

    /// <summary>Whether the output is that of every timestep.</summary>
    public bool return_sequences => forward_layer.return_sequences;

    /// <summary>Whether the last states are returned after the output.</summary>
    public bool return_state => forward_layer.return_state;

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> Sublayers => [forward_layer, backward_layer];

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        forward_layer.EnsureBuilt(input_shape);
        backward_layer.EnsureBuilt(input_shape);
        built = true;
    }

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, CallArguments arguments)
    {
        Tensor[]? given = arguments.initial_state ?? (inputs.Count > 1 ? [.. inputs.Skip(1)] : null);
        if (given is not null && given.Length % 2 != 0)
            throw new KerasValueException($"When passing `initial_state` to a Bidirectional RNN, the state should be a list containing the states of the underlying RNNs. Received: [{string.Join(", ", given.Select(state => state.shape))}]");
        int half = given is null ? 0 : given.Length / 2;
        Tensors Apply(RNN layer) => layer.apply(inputs[0], arguments.training, arguments.mask, layer == forward_layer ? Half(given, 0, half) : Half(given, half, half));
        if (merge_mode == "concat" && RNN.ApplyPair(forward_layer, backward_layer, inputs[0], Apply) is { } pair)
            return return_state ? new Tensors([pair.Second[0], .. pair.First.Skip(1), .. pair.Second.Skip(1)]) : pair.Second[0];
        Tensors forward = Apply(forward_layer), backward = Apply(backward_layer);
        Tensor y = forward[0], reversed = backward[0];
        if (return_sequences)
            reversed = Op.Reverse(reversed, [forward_layer.time_major ? 0 : 1]);
        IEnumerable<Tensor> outputs = Merge(y, reversed);
        if (merge_mode is null && return_sequences)
            reversed.Mask = arguments.mask;
        Tensor[] all = [.. outputs, .. return_state ? [.. forward.Skip(1), .. backward.Skip(1)] : Array.Empty<Tensor>()];
        return all.Length == 1 ? all[0] : all;
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) => return_sequences ? mask : null;

    /// <inheritdoc/>
    public void reset_states()
    {
        CheckStateful();
        forward_layer.reset_states();
        backward_layer.reset_states();
    }

    /// <summary>Sets the kept states.</summary>
    /// <param name="states">Those of the forward layer, then those of the backward layer.</param>
    /// <exception cref="KerasException">The layer is not stateful.</exception>
    /// <exception cref="KerasValueException">The number or a shape differs.</exception>
    public void reset_states(IReadOnlyList<TensorLike> states)
    {
        CheckStateful();
        int half = states.Count / 2;
        forward_layer.reset_states([.. states.Take(half)]);
        backward_layer.reset_states([.. states.Skip(half)]);
    }

    /// <inheritdoc/>
    public override Config get_config()
    {
        Config config = base.get_config();
        config.Remove("backward_layer");
        if (_backwardConfig is not null)
            config["backward_layer"] = _backwardConfig;
        return config;
    }

    // States may follow the input in a list.
    private protected override void CheckInputs(Tensors inputs) => base.CheckInputs(inputs[0]);

    private static Tensors? Half(Tensor[]? states, int first, int count) => states is null ? (Tensors?)null : new Tensors(states[first..(first + count)]);

    private IEnumerable<Tensor> Merge(Tensor y, Tensor reversed) => merge_mode switch
    {
        "concat" => [Op.Concat([y, reversed], -1)],
        "sum" => [Op.Add(y, reversed)],
        "ave" => [Op.Divide(Op.Add(y, reversed), Op.Constant(2, y))],
        "mul" => [Op.Multiply(y, reversed)],
        _ => [y, reversed],
    };

    // From the configuration, so that copies share neither states nor the numbers that initializers have drawn.
    private static RNN Copy(RNN layer, bool reverse)
    {
        Config described = ClassRegistry.Serialize(layer)!;
        if (reverse && described["config"] is Config config)
            config["go_backwards"] = !layer.go_backwards;
        return ClassRegistry.Deserialize<RNN>(described);
    }

    private void CheckDirections()
    {
        if (forward_layer.go_backwards == backward_layer.go_backwards)
            throw new KerasValueException(
                "Forward layer and backward layer should have different `go_backwards` value." +
                $"forward_layer.go_backwards = {Python(forward_layer.go_backwards)},backward_layer.go_backwards = {Python(backward_layer.go_backwards)}");
        Same("stateful", forward_layer.stateful, backward_layer.stateful);
        Same("return_sequences", forward_layer.return_sequences, backward_layer.return_sequences);
        Same("return_state", forward_layer.return_state, backward_layer.return_state);

        static string Python(bool value) => value ? "True" : "False";

        static void Same(string attribute, bool forward, bool backward)
        {
            if (forward != backward)
                throw new KerasValueException(
                    $"Forward layer and backward layer are expected to have the same value for attribute \"{attribute}\", got " +
                    $"\"{Python(forward)}\" for forward layer and \"{Python(backward)}\" for backward layer");
        }
    }

    private void CheckStateful()
    {
        if (!stateful)
            throw new KerasException("Layer must be stateful.");
    }
}
