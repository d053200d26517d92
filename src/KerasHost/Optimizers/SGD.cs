using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Stochastic gradient descent: w -= learning_rate·g, with a momentum if wanted: m = momentum·m - learning_rate·g, w += m (Sutskever et al., 2013,
/// for Nesterov's). Mirrors tf_keras/src/optimizers/sgd.py.
/// </summary>
[KerasExport("keras.optimizers.SGD", "keras.optimizers.experimental.SGD")]
public class SGD : Optimizer
{
    private Variable[] _momentums = [];

    /// <summary>Stochastic gradient descent.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="momentum">The part of the last update that is repeated, 0 to 1.</param>
    /// <param name="nesterov">Whether the momentum of this step counts in this step.</param>
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
    public SGD([KerasDefault("0.01")] LearningRateArg learning_rate = default, double momentum = 0.0, bool nesterov = false,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "SGD",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.01), weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        if (momentum is < 0 or > 1)
            throw new KerasValueException("`momentum` must be between [0, 1].");
        this.momentum = momentum;
        this.nesterov = nesterov;
    }

    /// <summary>The part of the last update that is repeated.</summary>
    public double momentum { get; }

    /// <summary>Whether the momentum of this step counts in this step.</summary>
    public bool nesterov { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list) =>
        _momentums = [.. var_list.Select(variable => add_variable_from_reference(variable, "m"))];

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable) =>
        Update(new Formula(Rate, AdamCorrection.Single(momentum), nesterov, hasVelocity: true), variable, gradient, _momentums[IndexOf(variable)]);

    /// <summary>w -= rate·g, or with a velocity: m = momentum·m - rate·g, w += m.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="momentum">The part of the last step that is repeated.</param>
    /// <param name="nesterov">Whether the step looks ahead along the velocity.</param>
    /// <param name="hasVelocity">Whether the first slot is a velocity.</param>
    internal readonly struct Formula(double rate, double momentum, bool nesterov, bool hasVelocity) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> step = -gradient * Lanes.All<T>(rate);
            if (hasVelocity)
            {
                first = step + first * Lanes.All<T>(momentum);
                step = nesterov ? step + first * Lanes.All<T>(momentum) : first;
            }
            weight += step;
        }
    }
}
