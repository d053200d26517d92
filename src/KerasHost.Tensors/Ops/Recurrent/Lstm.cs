using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>
    /// A long short-term memory (Hochreiter and Schmidhuber 1997) over whole sequences, gates i, f, c, o of z = x·W + b + h·U:
    /// c' = s(zf) · c + s(zi) · g(zc), h' = s(zo) · g(c'), whose output is h'.
    /// </summary>
    /// <param name="x">The inputs, <c>(batch, timesteps, features)</c>, float32.</param>
    /// <param name="kernel">W, <c>(features, 4·units)</c>.</param>
    /// <param name="recurrent_kernel">U, <c>(units, 4·units)</c>.</param>
    /// <param name="bias">b, <c>(4·units)</c>, or null.</param>
    /// <param name="activation">g</param>
    /// <param name="recurrent_activation">s</param>
    /// <param name="options">States, mask, dropout, order and form of the output.</param>
    /// <exception cref="KerasShapeException">Shapes do not fit.</exception>
    public static RecurrentOutputs Lstm(Tensor x, Tensor kernel, Tensor recurrent_kernel, Tensor? bias, GateFunction activation, GateFunction recurrent_activation, RecurrentOptions options) =>
        Recurrent(RecurrentKind.Lstm, activation, recurrent_activation, x, kernel, recurrent_kernel, bias, options);
}
