using KerasHost.Engines;
using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Optimizers;

/// <summary>Changes weights by their gradients.</summary>
[ConfigFamily]
public abstract class Optimizer : IHasConfig
{
    /// <summary>One step.</summary>
    public abstract void minimize(Tensor loss, IReadOnlyList<Variable> variables, GradientTape tape);

    /// <inheritdoc/>
    public virtual Config get_config() => ClassRegistry.ConfigOf(this);
}

/// <summary>Adam.</summary>
[KerasExport("keras.optimizers.Adam", "keras.optimizers.adam")]
public class Adam(double learning_rate = 0.001) : Optimizer
{
    private readonly Dictionary<Variable, (Variable, Variable)> _slots = [];
    private int _step;

    /// <summary>Rate.</summary>
    public double learning_rate { get; } = learning_rate;

    /// <inheritdoc/>
    public override void minimize(Tensor loss, IReadOnlyList<Variable> variables, GradientTape tape)
    {
        Gradient?[] g = tape.gradient(loss, variables);
        _step++;
        double alpha = learning_rate * Math.Sqrt(1 - Math.Pow(0.999, _step)) / (1 - Math.Pow(0.9, _step));
        for (int i = 0; i < g.Length; i++)
        {
            Variable v = variables[i];
            if (!_slots.TryGetValue(v, out var s))
                using (StepScope.Suspend())
                    _slots[v] = s = (new Variable(Op.Zeros(v.shape), false), new Variable(Op.Zeros(v.shape), false));
            Engine.Current.Adam(v.UpdateInPlace(), g[i]!.ToDense(), s.Item1.UpdateInPlace(), s.Item2.UpdateInPlace(), null, alpha, 0.9, 0.999, 1e-7);
        }
    }
}
