using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Adam with Nesterov momentum (Dozat, 2015).
/// Mirrors tf_keras/src/optimizers/nadam.py.
/// </summary>
[KerasExport("keras.optimizers.Nadam", "keras.optimizers.experimental.Nadam")]
public class Nadam : MomentOptimizer
{
    private readonly NadamSchedule _schedule = new(1);

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
    public Nadam([KerasDefault("0.001")] LearningRateArg learning_rate = default, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Nadam",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), beta_1, beta_2, epsilon, weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay) { }

    /// <summary>The product of the momentums of all steps, which tf_keras has in checkpoints and not among <c>variables</c>; null before the optimizer is built.</summary>
    internal Variable? Product { get; private set; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        Product = new Variable(Op.Fill([], 1, var_list[0].dtype), false, "Variable:0");
        base.create_slots(var_list);
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        _schedule.Product = Product!.value.ToDouble();
        _schedule.Advance(variable.dtype, Step, beta_1, IndexOf(variable), VariableCount);
        Product.assign(Op.Fill([], _schedule.Product, Product.dtype));
        UpdateMoments(new Formula(Rate, _schedule.MomentumFactor, _schedule.GradientFactor, 1 - AdamCorrection.Power(variable.dtype, beta_2, Step), AdamCorrection.Single(beta_1), AdamCorrection.Single(beta_2), epsilon), gradient, variable);
    }

    /// <summary>m += (1 - β₁)·(g - m), v += (1 - β₂)·(g² - v), w -= rate·(momentumFactor·m + gradientFactor·g) / (√(v / correction) + epsilon).</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="momentumFactor">The weight of the mean of gradients.</param>
    /// <param name="gradientFactor">The weight of the gradient.</param>
    /// <param name="correction">1 - β₂ᵗ</param>
    /// <param name="beta1">The decay of the mean of gradients, the first slot.</param>
    /// <param name="beta2">The decay of the mean of squares, the second slot.</param>
    /// <param name="epsilon">What keeps the quotient finite.</param>
    internal readonly struct Formula(double rate, double momentumFactor, double gradientFactor, double correction, double beta1, double beta2, double epsilon) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first += (gradient - first) * (Vector<T>.One - Lanes.All<T>(beta1));
            second += (gradient * gradient - second) * (Vector<T>.One - Lanes.All<T>(beta2));
            Vector<T> mean = Lanes.All<T>(momentumFactor) * first + Lanes.All<T>(gradientFactor) * gradient;
            weight -= mean * Lanes.All<T>(rate) / (Vector.SquareRoot(second / Lanes.All<T>(correction)) + Lanes.All<T>(epsilon));
        }
    }
}
