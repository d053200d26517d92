namespace KerasHost.Optimizers.Schedules;

/// <summary>A schedule that Keras computes in float32, whatever <c>floatx</c> is: its arguments are Python numbers.</summary>
public abstract class FloatSchedule : LearningRateSchedule
{
    /// <summary>A schedule.</summary>
    /// <param name="name">The name, or null.</param>
    private protected FloatSchedule(string? name) => this.name = name;

    /// <summary>The name, or null.</summary>
    public string? name { get; }

    /// <inheritdoc/>
    public sealed override Tensor call(Tensor step) => Tensor.Scalar(Rate((float)step.ToDouble()));

    /// <summary>The learning rate of a step.</summary>
    private protected abstract float Rate(float step);

    /// <summary>A power as TensorFlow rounds it.</summary>
    private protected static float Power(float value, float exponent) => (float)Math.Pow(value, exponent);

    /// <summary>Half a cosine from 1 to 0 as the fraction goes from 0 to 1.</summary>
    private protected static float Cosine(float fraction) => 0.5f * (1f + MathF.Cos(MathF.PI * fraction));
}
