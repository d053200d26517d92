using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>A simple recurrent network over whole sequences: h' = f(x·W + b + h·U), whose output is h'.</summary>
    /// <param name="x">The inputs, <c>(batch, timesteps, features)</c>, float32.</param>
    /// <param name="kernel">W, <c>(features, units)</c>.</param>
    /// <param name="recurrent_kernel">U, <c>(units, units)</c>.</param>
    /// <param name="bias">b, <c>(units)</c>, or null.</param>
    /// <param name="activation">f</param>
    /// <param name="options">States, mask, dropout, order and form of the output.</param>
    /// <exception cref="KerasShapeException">Shapes do not fit.</exception>
    public static RecurrentOutputs SimpleRnn(Tensor x, Tensor kernel, Tensor recurrent_kernel, Tensor? bias, GateFunction activation, RecurrentOptions options)
    {
        if (options.InputFactors is not null || options.InitialC is not null)
            throw new KerasValueException("A simple recurrent network has no gates of inputs and no state c; multiply its inputs.");
        return Recurrent(RecurrentKind.SimpleRnn, activation, GateFunction.Linear, x, kernel, recurrent_kernel, bias, options);
    }
}
