using System.Runtime.InteropServices;
using KerasHost.RandomNumbers;
using KerasHost.Seeding;

namespace KerasHost.Layers;

public partial class RNN
{
    // Where the output goes while a bidirectional layer calls this one; null for a tensor of its own.
    private RecurrentPair? _pair;

    /// <summary>
    /// The outputs of a layer and of one that goes backwards side by side, <c>(batch, timesteps, units of both)</c> in the order of time or
    /// <c>(batch, units of both)</c>, without a copy of either; null where one of them does not compute whole sequences at once. The states
    /// follow the outputs of the layers.
    /// </summary>
    internal static (Tensors First, Tensors Second)? ApplyPair(RNN first, RNN second, Tensor x, Func<RNN, Tensors> apply)
    {
        if (first.go_backwards || !second.go_backwards || !first.CanShare(x) || !second.CanShare(x))
            return null;
        var pair = new RecurrentPair(((DropoutRNNCell)first.cell).units + ((DropoutRNNCell)second.cell).units);
        return (Placed(first), Placed(second));

        Tensors Placed(RNN layer)
        {
            layer._pair = pair;
            try
            {
                return apply(layer);
            }
            finally
            {
                layer._pair = null;
            }
        }
    }

    private bool CanShare(Tensor x) => !time_major && !unroll && activity_regularizer is null && built && !x.IsSymbolic && RunsWhole(x);

    private bool RunsWhole(Tensor x) => cell is DropoutRNNCell { CanRun: true } && x.dtype == DType.Float32 && x.ndim == 3;

    // x is (batch, timesteps, …) here, whatever time_major says.
    private (Tensor Output, Tensor[] States) Run(Tensor x, Tensor[]? first, Tensor? mask, bool training, Tensor[]? constants)
    {
        if (!x.IsSymbolic && x.shape[1] == 0)
            throw new KerasValueException($"slice index 0 of dimension 0 out of bounds: layer \"{name}\" needs at least one timestep. Received an input of shape {x.shape}");
        bool drops = training && !x.IsSymbolic && cell is DropoutRNNCell { RandomOperations: > 0 };
        if (IsFused && drops)
        {
            x = Op.Multiply(x, WholeMask(x));
            drops = false;
            training = false;
        }
        if (constants is null && RunsWhole(x))
            return RunWhole((DropoutRNNCell)cell, x, first, mask, drops);
        first ??= cell.get_initial_state(x.shape[0], x.dtype);
        return RunSteps(x, first, mask, training, constants);
    }

    // The fused path of Keras makes a mask for every gate and uses the first.
    private Tensor WholeMask(Tensor x)
    {
        var known = (DropoutRNNCell)cell;
        Shape shape = time_major ? Shape.Of(x.shape.Dims[1], x.shape.Dims[0], x.shape.Dims[2]) : x.shape;
        Tensor mask = _random.FirstDropoutMask(known.Gates, shape, known.dropout, x.dtype);
        return time_major ? SwapTime(mask) : mask;
    }

    private (Tensor, Tensor[]) RunWhole(DropoutRNNCell known, Tensor x, Tensor[]? first, Tensor? mask, bool drops)
    {
        Tensor? inputFactors = null, stateFactors = null;
        if (drops)
        {
            (inputFactors, stateFactors) = Factors(known, x);
            if (inputFactors is not null && inputFactors.shape[1] == 1)
            {
                x = Op.Multiply(x, InTimeOrder(inputFactors));
                inputFactors = null;
            }
        }
        // An unrolled loop zeroes outputs by the mask in the order of time, even where it runs backwards.
        bool zeroesLater = unroll && go_backwards && zero_output_for_mask && return_sequences && mask is not null;
        Op.RecurrentOutputs y = known.Run(x, new()
        {
            InitialH = first?[0],
            InitialC = first is { Length: 2 } ? first[1] : null,
            Mask = mask,
            InputFactors = inputFactors,
            RecurrentFactors = stateFactors,
            GoBackwards = go_backwards,
            ZeroOutputForMask = zero_output_for_mask && !zeroesLater,
            ReturnSequences = return_sequences,
            InTimeOrder = _pair is not null,
            Pair = _pair,
        });
        Tensor output = zeroesLater ? ZeroWhereMasked(y.Output, mask!) : y.Output;
        return (output, y.StateC is null ? [y.StateH] : [y.StateH, y.StateC]);
    }

    private static Tensor ZeroWhereMasked(Tensor output, Tensor mask) => Op.Where(Op.ExpandDims(mask, 2), output, Op.ZerosLike(output));

    // (steps, 1, batch, features) in the order of processing becomes (batch, steps, features) in the order of time.
    private Tensor InTimeOrder(Tensor factors)
    {
        Tensor byRow = Op.Transpose(Op.Squeeze(factors, [1]), [1, 0, 2]);
        return go_backwards && byRow.shape[1] > 1 ? Op.Reverse(byRow, [1]) : byRow;
    }

    /// <summary>
    /// The factors of dropout: made anew at every timestep by the operations of the loop's body where Keras traces a loop, once otherwise
    /// (unrolled, or eager, where the cell remembers them).
    /// </summary>
    private (Tensor? Inputs, Tensor? States) Factors(DropoutRNNCell known, Tensor x)
    {
        int batch = x.shape[0], features = x.shape[2], units = known.units, gates = known.Gates;
        int used = known.MasksEachGate ? gates : 1;
        GraphSeeds? body = unroll ? null : TracedFunction.Current?.NextBody(known.RandomOperations);
        int steps = body is null ? 1 : x.shape[1];
        var inputs = new List<Philox4x32>(steps * used);
        var states = new List<Philox4x32>(steps * gates);
        for (int step = 0; step < steps; step++)
        {
            // A body counts its operations from the start at every round.
            using TracedFunction.Exit round = TracedFunction.Enter(body ?? TracedFunction.Current, restart: body is not null);
            known.ReserveMasks(batch * features, known.dropout, used, inputs);
            known.ReserveMasks(batch * units, known.recurrent_dropout, gates, states);
        }
        return (Fill(inputs, known.dropout, Shape.Of(steps, used, batch, features)), Fill(states, known.recurrent_dropout, Shape.Of(steps, gates, batch, units)));
    }

    private static Tensor? Fill(List<Philox4x32> starts, double rate, Shape shape)
    {
        if (rate == 0)
            return null;
        Tensor masks = Tensor.Uninitialized(DType.Float32, shape);
        DropoutMasks.Fill(CollectionsMarshal.AsSpan(starts), masks, rate);
        return masks;
    }

    /// <summary>One cell call after the other, for cells of scripts, stacks, other activations and types.</summary>
    private (Tensor, Tensor[]) RunSteps(Tensor x, Tensor[] states, Tensor? mask, bool training, Tensor[]? constants)
    {
        cell.ResetMasks();
        if (x.IsSymbolic)
            return Symbolic(x, states, constants);
        Tensor[] inputs = Op.Unstack(x, 1), masks = mask is null ? [] : Op.Unstack(Op.ExpandDims(mask, 2), 1);
        GraphSeeds? outer = TracedFunction.Current, body = unroll ? null : outer?.NextBody(0);
        var outputs = new List<Tensor>();
        Tensor? output = null;
        for (int step = 0; step < inputs.Length; step++)
        {
            int time = go_backwards ? inputs.Length - 1 - step : step;
            Tensor next;
            Tensor[] after;
            using (TracedFunction.Enter(body ?? outer, restart: body is not null))
            {
                if (body is not null)
                    cell.ResetMasks();
                (next, after) = Step(inputs[time], states, constants, training);
            }
            if (mask is null)
                (output, states) = (next, after);
            else
            {
                bool zeroes = zero_output_for_mask && !(unroll && return_sequences);
                output = Op.Where(masks[time], next, zeroes || output is null ? Op.ZerosLike(next) : output);
                states = [.. after.Select((state, i) => Op.Where(masks[time], state, states[i]))];
            }
            if (return_sequences)
                outputs.Add(output);
        }
        // Keras traces the body once more outside of the loop, for the shape of its output.
        if (body is not null)
            outer!.Skip(body.Operations);
        if (!return_sequences)
            return (output!, states);
        Tensor all = Op.Stack(outputs, 1);
        return (mask is not null && zero_output_for_mask && unroll ? ZeroWhereMasked(all, mask) : all, states);
    }

    private (Tensor output, Tensor[] states) Step(Tensor x, Tensor[] states, Tensor[]? constants, bool training) =>
        constants is null ? cell.call(x, states, training) : cell.call(x, states, constants, training);

    private (Tensor, Tensor[]) Symbolic(Tensor x, Tensor[] states, Tensor[]? constants)
    {
        int batch = x.shape.Dims[0];
        (Tensor output, Tensor[] after) = Step(Tensor.Symbolic(x.dtype, Shape.Of(batch).Append(x.shape.Dims[2..])), states, constants, false);
        if (after.Length != states.Length)
            throw new KerasValueException($"The cell of layer \"{name}\" returned {after.Length} states; its `state_size` has {states.Length}.");
        Shape shape = return_sequences ? Shape.Of(batch, x.shape.Dims[1]).Append(output.shape.Dims[1..]) : output.shape;
        return (Tensor.Symbolic(output.dtype, shape), after);
    }
}
