namespace KerasHost.Optimizers.Schedules;

/// <summary>A rise to warmup_target if wanted, then half a cosine down to alpha (Loshchilov and Hutter, 2016). Mirrors <c>CosineDecay</c>.</summary>
[KerasExport("keras.optimizers.schedules.CosineDecay", "keras.experimental.CosineDecay")]
public class CosineDecay : FloatSchedule
{
    /// <summary>A schedule with these arguments.</summary>
    /// <param name="initial_learning_rate">The learning rate at step 0.</param>
    /// <param name="decay_steps">The steps of one decay.</param>
    /// <param name="alpha">The smallest learning rate, as a part of the first.</param>
    /// <param name="name">The name, or null.</param>
    /// <param name="warmup_target">The learning rate to which it rises first, or null.</param>
    /// <param name="warmup_steps">The steps of the rise.</param>
    public CosineDecay(double initial_learning_rate, double decay_steps, double alpha = 0.0, string? name = null, double? warmup_target = null, double warmup_steps = 0) : base(name)
    {
        this.initial_learning_rate = initial_learning_rate;
        this.decay_steps = decay_steps;
        this.alpha = alpha;
        this.warmup_target = warmup_target;
        this.warmup_steps = warmup_steps;
    }

    /// <summary>The learning rate at step 0.</summary>
    public double initial_learning_rate { get; }

    /// <summary>The steps of one decay.</summary>
    public double decay_steps { get; }

    /// <summary>The smallest learning rate, as a part of the first.</summary>
    public double alpha { get; }

    /// <summary>The learning rate to which it rises first, or null.</summary>
    public double? warmup_target { get; }

    /// <summary>The steps of the rise.</summary>
    public double warmup_steps { get; }

    private protected override float Rate(float step)
    {
        float first = (float)initial_learning_rate, steps = (float)decay_steps, warmup = (float)warmup_steps;
        if (warmup_target is not { } target)
            return first * Decayed(MathF.Min(step, steps) / steps);
        step = MathF.Min(step, steps + warmup);
        return step < warmup
            ? ((float)target - first) * (step / warmup) + first
            : (float)target * Decayed((step - warmup) / steps);
    }

    private float Decayed(float fraction) => (float)(1 - alpha) * Cosine(fraction) + (float)alpha;
}
