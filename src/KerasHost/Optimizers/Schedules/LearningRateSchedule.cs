using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Saving;

namespace KerasHost.Optimizers.Schedules;

/// <summary>
/// A learning rate that changes with the step. A schedule of a script derives from it and overrides <see cref="call"/>. Mirrors
/// tf_keras/src/optimizers/schedules/learning_rate_schedule.py.
/// </summary>
[KerasExport("keras.optimizers.schedules.LearningRateSchedule")]
[ConfigFamily]
public abstract class LearningRateSchedule : IHasConfig
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The number of steps done before, int64, no axes.</param>
    /// <returns>One number.</returns>
    public abstract Tensor call(Tensor step);

    /// <summary>The learning rate of a step, as <c>schedule(step)</c> in Python.</summary>
    public Tensor apply(TensorLike step) => call(Operands.Tensor(step));

    /// <summary>The learning rate of a step.</summary>
    public Tensor apply(long step) => call(Tensor.Scalar(step));

    /// <summary>The arguments of the constructor that would make this schedule again.</summary>
    public virtual Config get_config() => ClassRegistry.ConfigOf(this);
}
