using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Gradient descent divided by a moving root mean square of gradients: v = ρ·v + (1 - ρ)·g², w -= learning_rate·g / √(v + ε) (Tieleman and Hinton, 2012).
/// Mirrors tf_keras/src/optimizers/rmsprop.py.
/// </summary>
[KerasExport("keras.optimizers.RMSprop", "keras.optimizers.experimental.RMSprop")]
public class RMSprop : Optimizer
{
    private Variable[] _velocities = [];
    private Variable[] _momentums = [];
    private Variable[] _averageGradients = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="rho">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="momentum">The part of the last update that is repeated.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="centered">Whether the mean of gradients is taken off: the variance instead of the mean square.</param>
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
    public RMSprop([KerasDefault("0.001")] LearningRateArg learning_rate = default, double rho = 0.9, double momentum = 0.0, double epsilon = 1e-7, bool centered = false,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = 100, bool jit_compile = true, string name = "RMSprop",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        this.rho = rho;
        this.momentum = momentum;
        this.epsilon = epsilon;
        this.centered = centered;
    }

    /// <summary>The decay of the mean of squared gradients, 0 to 1.</summary>
    public double rho { get; }

    /// <summary>The part of the last update that is repeated.</summary>
    public double momentum { get; }

    /// <summary>A small number that keeps the quotient finite.</summary>
    public double epsilon { get; }

    /// <summary>Whether the mean of gradients is taken off: the variance instead of the mean square.</summary>
    public bool centered { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _velocities = [.. var_list.Select(variable => add_variable_from_reference(variable, "velocity"))];
        if (momentum > 0)
            _momentums = [.. var_list.Select(variable => add_variable_from_reference(variable, "momentum"))];
        if (centered)
            _averageGradients = [.. var_list.Select(variable => add_variable_from_reference(variable, "average_gradient"))];
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        Update(new Formula(Rate, rho, momentum, epsilon, momentum > 0, centered), variable, gradient, _velocities[i], momentum > 0 ? _momentums[i] : null, centered ? _averageGradients[i] : null);
    }

    /// <summary>v = rho·v + (1 - rho)·g², w -= rate·g / √(v - mean² + epsilon), through a momentum on request.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="rho">The decay of the means.</param>
    /// <param name="momentum">The part of the last step that is repeated.</param>
    /// <param name="epsilon">What keeps the quotient finite.</param>
    /// <param name="hasMomentum">Whether the second slot is the last step.</param>
    /// <param name="centered">Whether the third slot is the mean of gradients, which is taken off.</param>
    /// <param name="epsilonOutside">Whether epsilon is added to the root, as the legacy optimizer does.</param>
    internal readonly struct Formula(double rate, double rho, double momentum, double epsilon, bool hasMomentum, bool centered, bool epsilonOutside = false) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> decay = Lanes.All<T>(rho), rest = Lanes.All<T>(1 - rho), small = Lanes.All<T>(epsilon);
            first = decay * first + rest * (gradient * gradient);
            Vector<T> variance = first;
            if (centered)
            {
                third = decay * third + rest * gradient;
                variance -= third * third;
            }
            Vector<T> step = Lanes.All<T>(rate) * gradient / (epsilonOutside ? Vector.SquareRoot(variance) + small : Vector.SquareRoot(variance + small));
            // Without a gradient there is no step, even where rounding makes a variance negative.
            step = Vector.ConditionalSelect(Vector.Equals(gradient, Vector<T>.Zero), Vector<T>.Zero, step);
            if (hasMomentum)
                step = second = Lanes.All<T>(momentum) * second + step;
            weight -= step;
        }
    }
}
