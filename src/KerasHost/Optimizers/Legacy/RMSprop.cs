namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.RMSprop"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/rmsprop.py.</summary>
[KerasExport("keras.optimizers.legacy.RMSprop")]
public class RMSprop : LegacyOptimizer
{
    private Variable[] _squares = [];
    private Variable[] _momentums = [];
    private Variable[] _means = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="rho">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="momentum">The part of the last update that is repeated.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="centered">Whether the mean of gradients is taken off: the variance instead of the mean square.</param>
    /// <param name="name">The name.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public RMSprop([KerasDefault("0.001")] LearningRateArg learning_rate = default, double rho = 0.9, double momentum = 0.0, double epsilon = 1e-7,
        bool centered = false, string name = "RMSprop", double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        double decay = 0.0, [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.001), decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        if (momentum is < 0 or > 1)
            throw new KerasValueException($"`momentum` must be between [0, 1]. Received: momentum={PythonText.Repr(momentum)} (of type <class 'float'>).");
        this.rho = Hyper(rho);
        this.momentum = Hyper(momentum);
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
        _squares = AddSlots(var_list, "rms");
        if (momentum > 0)
            _momentums = AddSlots(var_list, "momentum");
        if (centered)
            _means = AddSlots(var_list, "mg");
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        Variable? mean = centered ? _means[i] : null;
        if (momentum == 0)
            Update(new Optimizers.RMSprop.Formula(Rate, rho, 0, epsilon, hasMomentum: false, centered, epsilonOutside: true), variable, gradient, _squares[i], null, mean);
        else
            SparseRows.Update(new Optimizers.RMSprop.Formula(Rate, rho, momentum, epsilon, hasMomentum: true, centered), variable, gradient, _squares[i], _momentums[i], mean);
    }
}
