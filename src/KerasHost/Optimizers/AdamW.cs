namespace KerasHost.Optimizers;

/// <summary>
/// Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).
/// Mirrors tf_keras/src/optimizers/adamw.py.
/// </summary>
[KerasExport("keras.optimizers.AdamW", "keras.optimizers.experimental.AdamW")]
public class AdamW : MomentOptimizer
{
    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="weight_decay">Before each update a variable loses this part of itself, times the learning rate.</param>
    /// <param name="beta_1">The decay of the mean of gradients, 0 to 1.</param>
    /// <param name="beta_2">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="amsgrad">Whether the largest mean square so far counts (Reddi et al., 2018).</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="use_ema">Whether variables take over their moving average at the end of training.</param>
    /// <param name="ema_momentum">The part of the average that a step keeps.</param>
    /// <param name="ema_overwrite_frequency">After every so many steps variables take over their average.</param>
    /// <param name="jit_compile">Accepted; there is nothing to compile.</param>
    /// <param name="name">The name.</param>
    /// <param name="lr">An old name, ignored with a warning as in tf_keras 2.16.</param>
    /// <param name="decay">An old argument; an error, as in tf_keras 2.16.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public AdamW([KerasDefault("0.001")] LearningRateArg learning_rate = default, double? weight_decay = 0.004, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, bool amsgrad = false,
        double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "AdamW",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), beta_1, beta_2, epsilon, weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        if (weight_decay is null)
            throw new KerasValueException("Missing value of `weight_decay` which is required and must be a float value.");
        this.amsgrad = amsgrad;
    }

    /// <summary>Whether the largest mean square so far counts (Reddi et al., 2018).</summary>
    public bool amsgrad { get; }

    private protected override bool KeepsLargest => amsgrad;

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable) =>
        UpdateMoments(new Adam.Formula(AdamCorrection.Of(variable.dtype, Rate, Step, beta_1, beta_2).Alpha, beta_1, beta_2, epsilon, amsgrad), gradient, variable);
}
