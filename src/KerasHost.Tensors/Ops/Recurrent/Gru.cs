using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>
    /// A gated recurrent unit (Cho et al. 2014) over whole sequences, gates z, r, h: h' = z · h + (1 - z) · g(…), whose output is h'. The
    /// reset gate r works on h·Uh (<paramref name="reset_after"/>) or on h before that product.
    /// </summary>
    /// <param name="x">The inputs, <c>(batch, timesteps, features)</c>, float32.</param>
    /// <param name="kernel">W, <c>(features, 3·units)</c>.</param>
    /// <param name="recurrent_kernel">U, <c>(units, 3·units)</c>.</param>
    /// <param name="bias">The biases, <c>(2, 3·units)</c> of inputs and state with <paramref name="reset_after"/>, else <c>(3·units)</c>; or null.</param>
    /// <param name="activation">g</param>
    /// <param name="recurrent_activation">The function of the gates z and r.</param>
    /// <param name="reset_after">Where the reset gate works.</param>
    /// <param name="options">States, mask, dropout, order and form of the output.</param>
    /// <exception cref="KerasShapeException">Shapes do not fit.</exception>
    public static RecurrentOutputs Gru(Tensor x, Tensor kernel, Tensor recurrent_kernel, Tensor? bias, GateFunction activation, GateFunction recurrent_activation, bool reset_after, RecurrentOptions options)
    {
        if (options.InitialC is not null)
            throw new KerasValueException("A gated recurrent unit has no state c.");
        return Recurrent(reset_after ? RecurrentKind.GruResetAfter : RecurrentKind.GruResetBefore, activation, recurrent_activation, x, kernel, recurrent_kernel, bias, options);
    }
}
