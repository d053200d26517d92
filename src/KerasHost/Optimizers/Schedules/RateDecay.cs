namespace KerasHost.Optimizers.Schedules;

/// <summary>A schedule that decays at a rate, all the time or in steps.</summary>
public abstract class RateDecay : FloatSchedule
{
    private protected RateDecay(double initial_learning_rate, double decay_steps, double decay_rate, bool staircase, string? name) : base(name)
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

    /// <summary>How much one decay takes.</summary>
    public double decay_rate { get; }

    /// <summary>Whether the rate falls in steps.</summary>
    public bool staircase { get; }

    private protected sealed override float Rate(float step)
    {
        float decays = step / (float)decay_steps;
        return Decayed((float)initial_learning_rate, (float)decay_rate, staircase ? MathF.Floor(decays) : decays);
    }

    /// <summary>The learning rate after so many decays.</summary>
    private protected abstract float Decayed(float first, float rate, float decays);
}
