using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>
/// One step of a recurrent layer, which <see cref="RNN"/> repeats over the timesteps. A cell of a script derives from it, tells its
/// <see cref="state_size"/>, makes its weights in <see cref="Layer.build"/> for inputs <c>(batch, features)</c> and overrides one of the
/// <c>call</c> methods with states. Mirrors tf_keras/src/layers/rnn/abstract_rnn_cell.py.
/// </summary>
public abstract class AbstractRNNCell : Layer
{
    /// <summary>The size of each state; a stack of cells lists those of all its cells.</summary>
    public abstract int[] state_size { get; }

    /// <summary>The size of the output; that of the first state unless overridden.</summary>
    public virtual int output_size => state_size[0];

    /// <summary>One step.</summary>
    /// <param name="inputs">The inputs of this timestep, <c>(batch, features)</c>.</param>
    /// <param name="states">The states before, each <c>(batch, size)</c>.</param>
    /// <returns>The output, <c>(batch, output_size)</c>, and the states after, as many as before.</returns>
    public virtual (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states) =>
        throw new KerasException($"Cell {GetType().Name} does not override any `call` method with states.");

    /// <inheritdoc cref="call(Tensor, Tensor[])"/>
    /// <param name="inputs">The inputs of this timestep, <c>(batch, features)</c>.</param>
    /// <param name="states">The states before, each <c>(batch, size)</c>.</param>
    /// <param name="training">Whether this is a training step.</param>
    public virtual (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states, bool training) => call(inputs, states);

    /// <summary>One step of a cell that also takes constants, such as a context to attend to.</summary>
    /// <param name="inputs">The inputs of this timestep, <c>(batch, features)</c>.</param>
    /// <param name="states">The states before, each <c>(batch, size)</c>.</param>
    /// <param name="constants">What the layer was given as constants, the same at every timestep.</param>
    /// <param name="training">Whether this is a training step.</param>
    /// <exception cref="KerasValueException">The cell takes none.</exception>
    public virtual (Tensor output, Tensor[] states) call(Tensor inputs, Tensor[] states, Tensor[] constants, bool training) =>
        throw new KerasValueException($"RNN cell {this} does not support constants. Received: constants=[{string.Join(", ", constants.Select(constant => constant.shape))}]");

    /// <summary>Does nothing: a cell is built by the layer around it, under whose name its weights stand.</summary>
    public override void build_from_config(Config config) { }

    /// <summary>The states before the first timestep; zeros unless overridden.</summary>
    /// <param name="batch_size">The number of sequences.</param>
    /// <param name="dtype">The type of the states.</param>
    public virtual Tensor[] get_initial_state(int batch_size, DType dtype) =>
        [.. state_size.Select(size => Op.Zeros(Shape.Of(batch_size, size), dtype))];

    /// <summary>Calls the cell, as <c>cell(x, states)</c> in Python: makes the weights at the first call.</summary>
    /// <param name="inputs">The inputs of one timestep, <c>(batch, features)</c>.</param>
    /// <param name="states">The states before.</param>
    /// <param name="training">Whether this is a training step.</param>
    public (Tensor output, Tensor[] states) apply(Tensor inputs, Tensor[] states, bool training = false)
    {
        EnsureBuilt(inputs.shape);
        return call(inputs, states, training);
    }

    /// <summary>The cell over a sequence of one step: the same without states makes no sense.</summary>
    /// <exception cref="KerasTypeException">Always.</exception>
    public sealed override Tensors call(Tensors inputs, CallArguments arguments) =>
        throw new KerasTypeException($"{GetType().Name}.call() missing 1 required positional argument: 'states'");

    /// <summary>Forgets dropout masks, so that the next step makes new ones.</summary>
    internal virtual void ResetMasks() { }
}
