using KerasHost.Printing;

namespace KerasHost.Layers;

public partial class RNN
{
    private Variable[]? _states;

    /// <summary>The kept states of a stateful layer, each <c>(batch, size)</c>; empty as long as there are none.</summary>
    public IReadOnlyList<Variable> states => _states ?? [];

    /// <inheritdoc/>
    public void reset_states()
    {
        int batch = StatefulBatch();
        if (_states is null)
        {
            using StepScope.Suspension _ = StepScope.Suspend();
            _states = [.. cell.get_initial_state(batch, dtype).Select(state => new Variable(state, trainable: false, name: "Variable:0"))];
            return;
        }
        foreach (Variable state in _states)
            state.assign(Op.ZerosLike(state));
    }

    /// <summary>Sets the kept states.</summary>
    /// <param name="states">One for each state of the cell, <c>(batch, size)</c>.</param>
    /// <exception cref="KerasException">The layer is not stateful.</exception>
    /// <exception cref="KerasValueException">The number or a shape differs, or the batch size is not known.</exception>
    public void reset_states(IReadOnlyList<TensorLike> states)
    {
        int batch = StatefulBatch();
        if (_states is null)
            reset_states();
        Variable[] mine = _states!;
        if (states.Count != mine.Length)
            throw new KerasValueException($"Layer {name} expects {mine.Length} states, but it received {states.Count} state values. States received: [{string.Join(", ", states.Select(state => state.shape))}]");
        Tensor[] values = [.. states.Select((state, i) => state.ToTensor(mine[i].dtype))];
        for (int i = 0; i < mine.Length; i++)
            if (values[i].shape != mine[i].shape)
                throw new KerasValueException($"State {i} is incompatible with layer {name}: expected shape=({batch}, {PythonText.Repr(mine[i].shape[1])}) but found shape={values[i].shape}");
        for (int i = 0; i < mine.Length; i++)
            mine[i].assign(values[i]);
    }

    private int StatefulBatch()
    {
        if (!stateful)
            throw new KerasException("Layer must be stateful.");
        return input_spec?.shape?.Dim(time_major ? 1 : 0) ?? throw new KerasValueException(
            "If a RNN is stateful, it needs to know its batch size. Specify the batch size of your input tensors: \n" +
            "- If using a Sequential model, specify the batch size by passing a `batch_input_shape` argument to your first layer.\n" +
            "- If using the functional API, specify the batch size by passing a `batch_shape` argument to your Input layer.");
    }

    /// <summary>The states before the first step for some inputs, zeros: one for each state of the cell.</summary>
    /// <param name="inputs">Shape <c>(batch, timesteps, features)</c>.</param>
    public Tensors get_initial_state(Tensor inputs) => new(cell.get_initial_state(inputs.shape[0], inputs.dtype));

    // The states before the first step; null for zeros, which the operations make themselves.
    private Tensor[]? FirstStates(Tensor[]? given, Tensor x)
    {
        int[] sizes = cell.state_size;
        if (given is not null)
            CheckStates(given, sizes, x);
        if (_states is { } kept && !x.IsSymbolic)
        {
            // Given states count only as long as the kept ones are all zero.
            bool fresh = given is not null && !kept.Any(state => Op.Any(Op.NotEqual(state, Op.ZerosLike(state))).ToDouble() != 0);
            given = fresh ? given : [.. kept.Select(state => state.value)];
        }
        if (given is not null)
            return [.. given.Select(state => Op.Cast(state, x.dtype))];
        if (x.IsSymbolic)
            return [.. sizes.Select(size => Tensor.Symbolic(x.dtype, Shape.Of(x.shape.Dims[0], size)))];
        return cell is DropoutRNNCell ? null : cell.get_initial_state(x.shape[0], x.dtype);
    }

    private void CheckStates(Tensor[] given, int[] sizes, Tensor x)
    {
        bool fits = given.Length == sizes.Length;
        for (int i = 0; fits && i < sizes.Length; i++)
            fits = given[i].shape.IsCompatibleWith(Shape.Of(Shape.Unknown, sizes[i]));
        if (!fits)
            throw new KerasValueException(
                $"An `initial_state` was passed that is not compatible with `cell.state_size`. Received `state_spec`=[{string.Join(", ", given.Select(state => $"InputSpec(shape={state.shape}, ndim={state.ndim})"))}]; " +
                $"however `cell.state_size` is [{string.Join(", ", sizes)}]");
        foreach (Tensor state in given)
            if (!state.shape.IsCompatibleWith(Shape.Of(x.shape.Dims[0], Shape.Unknown)))
                throw new KerasShapeException($"Incompatible shapes: [{x.shape.Dims[0]},{state.shape.Dims[1]}] vs. {state.shape.InBrackets}: an `initial_state` of shape {state.shape} was passed to layer \"{name}\", whose input has the shape {x.shape}: the batch sizes differ.");
    }

    private void KeepStates(Tensor[] after)
    {
        for (int i = 0; i < after.Length; i++)
            _states![i].assign(Op.Cast(after[i], _states[i].dtype));
    }
}
