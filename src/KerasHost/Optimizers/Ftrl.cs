using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Follow the regularized leader: keeps sums of gradients and of their squares, and weights at exactly 0 where the penalty is larger (McMahan et al., 2013).
/// Mirrors tf_keras/src/optimizers/ftrl.py.
/// </summary>
[KerasExport("keras.optimizers.Ftrl", "keras.optimizers.experimental.Ftrl")]
public class Ftrl : Optimizer
{
    private Variable[] _accumulators = [];
    private Variable[] _linears = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="learning_rate_power">The exponent of the sums of squared gradients, not positive.</param>
    /// <param name="initial_accumulator_value">The first value of the sums of squared gradients.</param>
    /// <param name="l1_regularization_strength">The strength of the penalty on sizes.</param>
    /// <param name="l2_regularization_strength">The strength of the penalty on squares.</param>
    /// <param name="l2_shrinkage_regularization_strength">The strength of a penalty on squares that only the gradient feels.</param>
    /// <param name="beta">The beta of the paper.</param>
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
    public Ftrl([KerasDefault("0.001")] LearningRateArg learning_rate = default, double learning_rate_power = -0.5, double initial_accumulator_value = 0.1, double l1_regularization_strength = 0.0, double l2_regularization_strength = 0.0, double l2_shrinkage_regularization_strength = 0.0, double beta = 0.0,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Ftrl",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        FtrlArguments.Check(initial_accumulator_value, learning_rate_power, l1_regularization_strength, l2_regularization_strength, l2_shrinkage_regularization_strength);
        this.learning_rate_power = learning_rate_power;
        this.initial_accumulator_value = initial_accumulator_value;
        this.l1_regularization_strength = l1_regularization_strength;
        this.l2_regularization_strength = l2_regularization_strength;
        this.l2_shrinkage_regularization_strength = l2_shrinkage_regularization_strength;
        this.beta = beta;
    }

    /// <summary>The exponent of the sums of squared gradients, not positive.</summary>
    public double learning_rate_power { get; }

    /// <summary>The first value of the sums of squared gradients.</summary>
    public double initial_accumulator_value { get; }

    /// <summary>The strength of the penalty on sizes.</summary>
    public double l1_regularization_strength { get; }

    /// <summary>The strength of the penalty on squares.</summary>
    public double l2_regularization_strength { get; }

    /// <summary>The strength of a penalty on squares that only the gradient feels.</summary>
    public double l2_shrinkage_regularization_strength { get; }

    /// <summary>The beta of the paper.</summary>
    public double beta { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list) =>
        (_accumulators, _linears) = AddPairs(var_list, "accumulator", "linear", AdamCorrection.Single(initial_accumulator_value));

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        Update(new Formula(Rate, learning_rate_power, l1_regularization_strength, l2_regularization_strength, l2_shrinkage_regularization_strength, beta), variable, gradient, _accumulators[i], _linears[i]);
    }

    /// <summary>n' = n + g², z += g + 2·shrinkage·w - (n'⁻ᵖ - n⁻ᵖ) / rate·w, w = (z cut off at ±l1 - z) / (n'⁻ᵖ / rate + 2·(l2 + beta / (2·rate))).</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="power">p, at most 0.</param>
    /// <param name="l1">The penalty on sizes.</param>
    /// <param name="l2">The penalty on squares.</param>
    /// <param name="shrinkage">The penalty on squares that acts through the gradient.</param>
    /// <param name="beta">An addition to l2.</param>
    /// <param name="selects">Whether a weight is 0 unless z exceeds l1, even where z is NaN, as in TensorFlow's own kernel.</param>
    internal readonly struct Formula(double rate, double power, double l1, double l2, double shrinkage, double beta, bool selects = false) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> penalty = Lanes.All<T>(2 * (l2 + beta / (2 * rate))), bound = Lanes.All<T>(l1), speed = Lanes.All<T>(rate);
            Vector<T> scale = Lanes.Power(first + gradient * gradient, -power);
            second += gradient + Lanes.All<T>(2 * shrinkage) * weight - (scale - Lanes.Power(first, -power)) / speed * weight;
            first += gradient * gradient;
            weight = (Lanes.Max(Lanes.Min(second, bound), -bound) - second) / (scale / speed + penalty);
            if (selects)
                weight = Vector.ConditionalSelect(Vector.GreaterThan(Vector.Abs(second), bound), weight, Vector<T>.Zero);
        }
    }
}
