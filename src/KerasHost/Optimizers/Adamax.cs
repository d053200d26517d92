using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Adam with the largest gradient in place of the root mean square: u = max(β₂·u, |g|) (Kingma and Ba, 2015, section 7).
/// Mirrors tf_keras/src/optimizers/adamax.py.
/// </summary>
[KerasExport("keras.optimizers.Adamax", "keras.optimizers.experimental.Adamax")]
public class Adamax : MomentOptimizer
{
    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="beta_1">The decay of the mean of gradients, 0 to 1.</param>
    /// <param name="beta_2">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
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
    public Adamax([KerasDefault("0.001")] LearningRateArg learning_rate = default, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Adamax",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), beta_1, beta_2, epsilon, weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay) { }

    private protected override string SizeSlot => "u";

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable) =>
        UpdateMoments(new Formula(Rate, 1 - AdamCorrection.Power(variable.dtype, beta_1, Step), beta_1, beta_2, epsilon), gradient, variable);

    /// <summary>m += (1 - β₁)·(g - m), u = max(β₂·u, |g|), w -= rate·m / (correction·(u + epsilon)).</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="correction">1 - β₁ᵗ</param>
    /// <param name="beta1">The decay of the mean of gradients, the first slot.</param>
    /// <param name="beta2">The decay of the largest gradient, the second slot.</param>
    /// <param name="epsilon">What keeps the quotient finite.</param>
    internal readonly struct Formula(double rate, double correction, double beta1, double beta2, double epsilon) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first += (gradient - first) * Lanes.All<T>(1 - beta1);
            second = Lanes.Max(Lanes.All<T>(beta2) * second, Vector.Abs(gradient));
            weight -= Lanes.All<T>(rate) * first / (Lanes.All<T>(correction) * (second + Lanes.All<T>(epsilon)));
        }
    }
}
