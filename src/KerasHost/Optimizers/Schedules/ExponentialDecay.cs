namespace KerasHost.Optimizers.Schedules;

/// <summary>initial_learning_rate·decay_rate^(step / decay_steps). Mirrors <c>ExponentialDecay</c>.</summary>
[KerasExport("keras.optimizers.schedules.ExponentialDecay")]
public class ExponentialDecay : FloatSchedule
{
    /// <summary>A schedule with these arguments.</summary>
    /// <param name="initial_learning_rate">The learning rate at step 0.</param>
    /// <param name="decay_steps">The steps of one decay.</param>
    /// <param name="decay_rate">The factor of one decay.</param>
    /// <param name="staircase">Whether the rate falls in steps.</param>
    /// <param name="name">The name, or null.</param>
    public ExponentialDecay(double initial_learning_rate, double decay_steps, double decay_rate, bool staircase = false, string? name = null) : base(name)
    {
        this.initial_learning_rate = initial_learning_rate;
        this.decay_steps = decay_steps;
        this.decay_rate = decay_rate;
        this.staircase = staircase;
    }

    /// <summary>The learning rate at step 0.</summary>
    public double initial_learning_rate { get; }

    /// <summary>The steps of one decay.</summary>
    public double decay_steps { get; }

    /// <summary>The factor of one decay.</summary>
    public double decay_rate { get; }

    /// <summary>Whether the rate falls in steps.</summary>
    public bool staircase { get; }

    private protected override float Rate(float step)
    {
        float p = step / (float)decay_steps;
        return (float)initial_learning_rate * Power((float)decay_rate, staircase ? MathF.Floor(p) : p);
    }
}
