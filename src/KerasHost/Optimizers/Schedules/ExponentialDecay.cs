namespace KerasHost.Optimizers.Schedules;

/// <summary>initial_learning_rate·decay_rate^(step / decay_steps). Mirrors <c>ExponentialDecay</c>.</summary>
[KerasExport("keras.optimizers.schedules.ExponentialDecay")]
public class ExponentialDecay : RateDecay
{
    /// <summary>A schedule with these arguments.</summary>
    /// <param name="initial_learning_rate">The learning rate at step 0.</param>
    /// <param name="decay_steps">The steps of one decay.</param>
    /// <param name="decay_rate">The factor of one decay.</param>
    /// <param name="staircase">Whether the rate falls in steps.</param>
    /// <param name="name">The name, or null.</param>
    public ExponentialDecay(double initial_learning_rate, double decay_steps, double decay_rate, bool staircase = false, string? name = null)
        : base(initial_learning_rate, decay_steps, decay_rate, staircase, name) { }

    private protected override float Decayed(float first, float rate, float decays) => first * Power(rate, decays);
}
