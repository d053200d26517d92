namespace KerasHost.Optimizers.Schedules;

/// <summary>(initial_learning_rate - end_learning_rate)·(1 - step / decay_steps)^power + end_learning_rate. Mirrors <c>PolynomialDecay</c>.</summary>
[KerasExport("keras.optimizers.schedules.PolynomialDecay")]
public class PolynomialDecay : FloatSchedule
{
    /// <summary>A schedule with these arguments.</summary>
    /// <param name="initial_learning_rate">The learning rate at step 0.</param>
    /// <param name="decay_steps">The steps of one decay.</param>
    /// <param name="end_learning_rate">The learning rate at the end.</param>
    /// <param name="power">The exponent; 1 is a straight line.</param>
    /// <param name="cycle">Whether the decay begins anew, over longer times, when it has ended.</param>
    /// <param name="name">The name, or null.</param>
    public PolynomialDecay(double initial_learning_rate, double decay_steps, double end_learning_rate = 0.0001, double power = 1.0, bool cycle = false, string? name = null) : base(name)
    {
        this.initial_learning_rate = initial_learning_rate;
        this.decay_steps = decay_steps;
        this.end_learning_rate = end_learning_rate;
        this.power = power;
        this.cycle = cycle;
    }

    /// <summary>The learning rate at step 0.</summary>
    public double initial_learning_rate { get; }

    /// <summary>The steps of one decay.</summary>
    public double decay_steps { get; }

    /// <summary>The learning rate at the end.</summary>
    public double end_learning_rate { get; }

    /// <summary>The exponent; 1 is a straight line.</summary>
    public double power { get; }

    /// <summary>Whether the decay begins anew, over longer times, when it has ended.</summary>
    public bool cycle { get; }

    private protected override float Rate(float step)
    {
        float steps = (float)decay_steps, end = (float)end_learning_rate;
        if (cycle)
            steps *= step == 0 ? 1f : MathF.Ceiling(step / (float)decay_steps);
        else
            step = MathF.Min(step, steps);
        return ((float)initial_learning_rate - end) * Power(1f - step / steps, (float)power) + end;
    }
}
