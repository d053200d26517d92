namespace KerasHost.Optimizers.Schedules;

/// <summary>Half a cosine down to alpha, again and again (Loshchilov and Hutter, 2016). Mirrors <c>CosineDecayRestarts</c>.</summary>
[KerasExport("keras.optimizers.schedules.CosineDecayRestarts", "keras.experimental.CosineDecayRestarts")]
public class CosineDecayRestarts : FloatSchedule
{
    /// <summary>A schedule with these arguments.</summary>
    /// <param name="initial_learning_rate">The learning rate at step 0.</param>
    /// <param name="first_decay_steps">The steps of the first decay.</param>
    /// <param name="t_mul">Each decay is longer than the one before by this factor.</param>
    /// <param name="m_mul">Each decay begins at this part of the one before.</param>
    /// <param name="alpha">The smallest learning rate, as a part of the first.</param>
    /// <param name="name">The name, or null.</param>
    public CosineDecayRestarts(double initial_learning_rate, double first_decay_steps, double t_mul = 2.0, double m_mul = 1.0, double alpha = 0.0, string? name = null) : base(name)
    {
        this.initial_learning_rate = initial_learning_rate;
        this.first_decay_steps = first_decay_steps;
        this.t_mul = t_mul;
        this.m_mul = m_mul;
        this.alpha = alpha;
    }

    /// <summary>The learning rate at step 0.</summary>
    public double initial_learning_rate { get; }

    /// <summary>The steps of the first decay.</summary>
    public double first_decay_steps { get; }

    /// <summary>Each decay is longer than the one before by this factor.</summary>
    public double t_mul { get; }

    /// <summary>Each decay begins at this part of the one before.</summary>
    public double m_mul { get; }

    /// <summary>The smallest learning rate, as a part of the first.</summary>
    public double alpha { get; }

    private protected override float Rate(float step)
    {
        float fraction = step / (float)first_decay_steps, longer = (float)t_mul, restart;
        if (longer == 1f)
        {
            restart = MathF.Floor(fraction);
            fraction -= restart;
        }
        else
        {
            restart = MathF.Floor(MathF.Log(1f - fraction * (1f - longer)) / MathF.Log(longer));
            float scale = Power(longer, restart);
            fraction = (fraction - (1f - scale) / (1f - longer)) / scale;
        }
        float decayed = 0.5f * Power((float)m_mul, restart) * (1f + MathF.Cos(MathF.PI * fraction));
        return (float)initial_learning_rate * ((1f - (float)alpha) * decayed + (float)alpha);
    }
}
