using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Gradient descent divided by the root of all squared gradients so far: a += g², w -= learning_rate·g / √(a + ε) (Duchi et al., 2011).
/// Mirrors tf_keras/src/optimizers/adagrad.py.
/// </summary>
[KerasExport("keras.optimizers.Adagrad", "keras.optimizers.experimental.Adagrad")]
public class Adagrad : Optimizer
{
    private Variable[] _accumulators = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="initial_accumulator_value">The first value of the sums of squared gradients.</param>
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
    public Adagrad([KerasDefault("0.001")] LearningRateArg learning_rate = default, double initial_accumulator_value = 0.1, double epsilon = 1e-7,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Adagrad",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        this.initial_accumulator_value = initial_accumulator_value;
        this.epsilon = epsilon;
    }

    /// <summary>The first value of the sums of squared gradients.</summary>
    public double initial_accumulator_value { get; }

    /// <summary>A small number that keeps the quotient finite.</summary>
    public double epsilon { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _accumulators = [.. var_list.Select(variable =>
            add_variable_from_reference(variable, "accumulator", Op.Fill(variable.shape, initial_accumulator_value, variable.dtype)))];
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable) =>
        Update(new Formula(Rate, epsilon), variable, gradient, _accumulators[IndexOf(variable)]);

    /// <summary>s += g², w -= rate·g / √(s + epsilon).</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="epsilon">What keeps the quotient finite.</param>
    /// <param name="epsilonOutside">Whether epsilon is added to the root, as the legacy optimizer does.</param>
    internal readonly struct Formula(double rate, double epsilon, bool epsilonOutside = false) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first += gradient * gradient;
            Vector<T> small = Lanes.All<T>(epsilon);
            weight -= Lanes.All<T>(rate) * gradient / (epsilonOutside ? Vector.SquareRoot(first) + small : Vector.SquareRoot(first + small));
        }
    }
}
