using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Steps of the size of the last ones, over the size of the last gradients (Zeiler, 2012).
/// Mirrors tf_keras/src/optimizers/adadelta.py.
/// </summary>
[KerasExport("keras.optimizers.Adadelta", "keras.optimizers.experimental.Adadelta")]
public class Adadelta : Optimizer
{
    private Variable[] _gradients = [];
    private Variable[] _updates = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="rho">The decay of the mean of squared gradients, 0 to 1.</param>
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
    public Adadelta([KerasDefault("0.001")] LearningRateArg learning_rate = default, double rho = 0.95, double epsilon = 1e-7,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Adadelta",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        this.rho = rho;
        this.epsilon = epsilon;
    }

    /// <summary>The decay of the mean of squared gradients, 0 to 1.</summary>
    public double rho { get; }

    /// <summary>A small number that keeps the quotient finite.</summary>
    public double epsilon { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list) =>
        (_gradients, _updates) = AddPairs(var_list, "accumulated_grad", "accumulated_delta_var");

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        Update(new Formula(Rate, rho, epsilon), variable, gradient, _gradients[i], _updates[i]);
    }

    /// <summary>s = rho·s + (1 - rho)·g², d = -g·√(u + epsilon) / √(s + epsilon), u = rho·u + (1 - rho)·d², w += rate·d.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="rho">The decay of the means of squares: of gradients, the first slot, and of steps, the second.</param>
    /// <param name="epsilon">What keeps the quotient finite.</param>
    internal readonly struct Formula(double rate, double rho, double epsilon) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> decay = Lanes.All<T>(rho), rest = Lanes.All<T>(1 - rho), small = Lanes.All<T>(epsilon);
            first = decay * first + rest * gradient * gradient;
            Vector<T> step = -Vector.SquareRoot(second + small) * gradient / Vector.SquareRoot(first + small);
            second = decay * second + rest * step * step;
            weight += Lanes.All<T>(rate) * step;
        }
    }
}
