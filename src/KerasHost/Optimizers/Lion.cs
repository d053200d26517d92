using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Steps of one size in the direction of the sign of a mean of gradients: w -= learning_rate·sign(β₁·m + (1 - β₁)·g) (Chen et al., 2023).
/// Mirrors tf_keras/src/optimizers/lion.py.
/// </summary>
[KerasExport("keras.optimizers.Lion", "keras.optimizers.experimental.Lion")]
public class Lion : Optimizer
{
    private Variable[] _momentums = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="beta_1">The decay of the mean of gradients, 0 to 1.</param>
    /// <param name="beta_2">The decay of the mean of squared gradients, 0 to 1.</param>
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
    public Lion([KerasDefault("0.0001")] LearningRateArg learning_rate = default, double beta_1 = 0.9, double beta_2 = 0.99,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Lion",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.0001), weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        if (beta_1 is <= 0 or > 1)
            throw new KerasValueException($"`beta_1`={PythonText.Repr(beta_1)} must be between ]0, 1]. Otherwise, the optimizer degenerates to SignSGD.");
        this.beta_1 = beta_1;
        this.beta_2 = beta_2;
    }

    /// <summary>The decay of the mean of gradients, 0 to 1.</summary>
    public double beta_1 { get; }

    /// <summary>The decay of the mean of squared gradients, 0 to 1.</summary>
    public double beta_2 { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _momentums = [.. var_list.Select(variable => add_variable_from_reference(variable, "m"))];
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable) =>
        Update(new Formula(Rate, AdamCorrection.Single(beta_1), AdamCorrection.Single(beta_2)), variable, gradient, _momentums[IndexOf(variable)]);

    /// <summary>w -= rate·sign(β₁·m + (1 - β₁)·g), m = β₂·m + (1 - β₂)·g.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="beta1">The weight of the mean in the direction.</param>
    /// <param name="beta2">The decay of the mean of gradients, the first slot.</param>
    internal readonly struct Formula(double rate, double beta1, double beta2) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> decay1 = Lanes.All<T>(beta1), decay2 = Lanes.All<T>(beta2), speed = Lanes.All<T>(rate);
            Vector<T> direction = first * decay1 + gradient * (Vector<T>.One - decay1);
            // Zero and NaN stay what they are.
            Vector<T> step = Vector.ConditionalSelect(Vector.GreaterThan(direction, Vector<T>.Zero), speed, Vector.ConditionalSelect(Vector.LessThan(direction, Vector<T>.Zero), -speed, direction));
            weight -= step;
            first = first * decay2 + gradient * (Vector<T>.One - decay2);
        }
    }
}
