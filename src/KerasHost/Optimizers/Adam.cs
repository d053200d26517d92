using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;
using KerasHost.Saving;

namespace KerasHost.Optimizers;

/// <summary>
/// Gradient descent by the mean of gradients over the root of their mean square, both corrected for bias: m += (g - m)·(1 - β₁), v += (g² - v)·(1 - β₂), w -= α·m / (√v + ε) (Kingma and Ba, 2015).
/// Mirrors tf_keras/src/optimizers/adam.py.
/// </summary>
[KerasExport("keras.optimizers.Adam", "keras.optimizers.experimental.Adam")]
public class Adam : MomentOptimizer
{
    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="beta_1">The decay of the mean of gradients, 0 to 1.</param>
    /// <param name="beta_2">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="adaptive_epsilon">Whether epsilon is corrected for bias as well.</param>
    /// <param name="amsgrad">Whether the largest mean square so far counts (Reddi et al., 2018).</param>
    /// <param name="weight_decay">Before each update a variable loses this part of itself, times the learning rate.</param>
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
    public Adam([KerasDefault("0.001")] LearningRateArg learning_rate = default, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, bool adaptive_epsilon = false, bool amsgrad = false,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Adam",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), beta_1, beta_2, epsilon, weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        this.adaptive_epsilon = adaptive_epsilon;
        this.amsgrad = amsgrad;
    }

    /// <summary>Whether epsilon is corrected for bias as well.</summary>
    public bool adaptive_epsilon { get; }

    /// <summary>Whether the largest mean square so far counts (Reddi et al., 2018).</summary>
    public bool amsgrad { get; }

    /// <inheritdoc/>
    /// <remarks>tf_keras 2.16 forgets <c>adaptive_epsilon</c>; here it is written where it is not the default.</remarks>
    public override Config get_config()
    {
        Config config = base.get_config();
        if (!adaptive_epsilon)
            config.Remove("adaptive_epsilon");
        return config;
    }

    private protected override bool KeepsLargest => amsgrad;

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        AdamCorrection correction = AdamCorrection.Of(variable.dtype, Rate, Step, beta_1, beta_2);
        UpdateMoments(new Formula(correction.Alpha, beta_1, beta_2, adaptive_epsilon ? epsilon * correction.RootOfSquares : epsilon, amsgrad), gradient, variable);
    }

    /// <summary>m += (1 - β₁)·(g - m), v += (1 - β₂)·(g² - v), w -= alpha·m / (√v + epsilon), with the largest v so far on request.</summary>
    /// <param name="alpha">The learning rate, corrected for means that start at 0.</param>
    /// <param name="beta1">The decay of the mean of gradients, the first slot.</param>
    /// <param name="beta2">The decay of the mean of squares, the second slot.</param>
    /// <param name="epsilon">What keeps the quotient finite.</param>
    /// <param name="amsgrad">Whether the third slot is the largest mean of squares so far.</param>
    internal readonly struct Formula(double alpha, double beta1, double beta2, double epsilon, bool amsgrad) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first += (gradient - first) * Lanes.All<T>(1 - beta1);
            second += (gradient * gradient - second) * Lanes.All<T>(1 - beta2);
            Vector<T> squares = second;
            if (amsgrad)
                squares = third = Lanes.Max(third, second);
            weight -= first * Lanes.All<T>(alpha) / (Vector.SquareRoot(squares) + Lanes.All<T>(epsilon));
        }
    }
}
