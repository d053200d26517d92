using KerasHost.RandomNumbers;
using KerasHost.Seeding;

namespace KerasHost.Optimizers;

/// <summary>Nadam's warming momentum, μₜ = β₁·(1 - 0.96ᵗ / 2), and its product over all steps; it advances once a step.</summary>
/// <remarks>
/// In a traced train function tf_keras 2.16 multiplies anew for every variable: the counter that should prevent it is a number of
/// Python's, fixed when the function is traced, which agrees with the step only once. The numbers of <c>fit</c> are so.
/// </remarks>
/// <param name="speed">A factor of t: 1, or <c>schedule_decay</c> of the legacy optimizer.</param>
internal sealed class NadamSchedule(double speed)
{
    private readonly List<GraphSeeds> _functions = [];
    private long _step;

    /// <summary>The product of all μ so far.</summary>
    public double Product { get; set; } = 1;

    /// <summary>The factor of the mean of gradients in an update.</summary>
    public double MomentumFactor { get; private set; }

    /// <summary>The factor of the gradient in an update.</summary>
    public double GradientFactor { get; private set; }

    /// <summary>Computes the factors of a variable's update.</summary>
    /// <param name="type">The variable's type.</param>
    /// <param name="step">The number of the step, from 1.</param>
    /// <param name="beta1">The decay β₁.</param>
    /// <param name="index">The variable's position.</param>
    /// <param name="count">How many variables there are.</param>
    public void Advance(DType type, long step, double beta1, int index, int count) =>
        Advance(type, step, beta1, TracedFunction.Current is { } function ? CounterOf(function, index, count) != step + 1 : _step != step);

    /// <summary>Computes the factors of a step, the same for all variables.</summary>
    public void Advance(DType type, long step, double beta1) => Advance(type, step, beta1, _step != step);

    private void Advance(DType type, long step, double beta1, bool multiply)
    {
        bool wide = type == DType.Float64;
        double Round(double value) => wide ? value : (float)value;
        double Decayed(long at) => Round(Math.Pow(AdamCorrection.Single(0.96), Round(Round(speed) * at)));
        double beta = AdamCorrection.Single(beta1);
        double now = Round(beta * Round(1 - Round(0.5 * Decayed(step))));
        double next = Round(beta * Round(1 - Round(0.5 * Decayed(step + 1))));
        if (multiply)
            Product = Round(Product * now);
        _step = step;
        MomentumFactor = next / Round(1 - Round(Product * next));
        GradientFactor = Round(1 - now) / Round(1 - Product);
    }

    // Each trace counts one on for every variable; the first function is traced twice and runs its second trace.
    private long CounterOf(GraphSeeds function, int index, int count)
    {
        if (!_functions.Contains(function))
            _functions.Add(function);
        return 1L + (_functions.IndexOf(function) + 1) * count + index;
    }
}
