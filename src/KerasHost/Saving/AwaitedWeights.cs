using KerasHost.Initializers;

namespace KerasHost.Saving;

/// <summary>
/// Weights of a model that is being loaded: their seeds are drawn, as Keras draws them, but not their first numbers, whose place those of the
/// file take at once. To draw the numbers of a large model takes many times as long as to read them.
/// </summary>
internal sealed class AwaitedWeights : IDisposable
{
    [ThreadStatic]
    private static AwaitedWeights? t_current;

    private readonly Dictionary<Variable, Action> _awaited = [];
    private readonly AwaitedWeights? _outer;

    private AwaitedWeights() => _outer = t_current;

    /// <summary>Those of the model that this thread is loading; null when it loads none.</summary>
    public static AwaitedWeights? Current => t_current;

    /// <summary>From here on weights are made without their first numbers, until this is disposed of.</summary>
    public static AwaitedWeights Begin() => t_current = new();

    /// <summary>Makes a weight without numbers.</summary>
    /// <param name="initializer">One of Keras's own.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="type">The type.</param>
    /// <param name="trainable">Whether training changes it.</param>
    /// <param name="name">The full name.</param>
    public Variable Make(Initializer initializer, Shape shape, DType type, bool trainable, string name)
    {
        (Tensor values, Action fill) = initializer.Reserve(shape, type);
        Variable variable = Variable.Over(values, trainable, name);
        _awaited[variable] = fill;
        return variable;
    }

    /// <summary>Gives the weights that the file did not have their first numbers; those made from here on have them at once.</summary>
    /// <param name="loaded">Those that it had.</param>
    public void Complete(IEnumerable<Variable> loaded)
    {
        foreach (Variable variable in loaded)
            _awaited.Remove(variable);
        foreach (Action fill in _awaited.Values)
            fill();
        Dispose();
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => t_current = _outer;
}
