namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.SGD"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/gradient_descent.py.</summary>
[KerasExport("keras.optimizers.legacy.SGD")]
public class SGD : LegacyOptimizer
{
    private Variable[] _momentums = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="momentum">The part of the last update that is repeated.</param>
    /// <param name="nesterov">Whether the momentum of this step counts in this step.</param>
    /// <param name="name">The name.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public SGD([KerasDefault("0.01")] LearningRateArg learning_rate = default, double momentum = 0.0, bool nesterov = false, string name = "SGD",
        double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, double decay = 0.0, [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.01), decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        if (momentum is < 0 or > 1)
            throw new KerasValueException($"`momentum` must be between [0, 1]. Received: momentum={PythonText.Repr(momentum)} (of type <class 'float'>).");
        this.momentum = Hyper(momentum);
        this.nesterov = nesterov;
    }

    /// <summary>The part of the last update that is repeated.</summary>
    public double momentum { get; }

    /// <summary>Whether the momentum of this step counts in this step.</summary>
    public bool nesterov { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        if (momentum > 0)
            _momentums = AddSlots(var_list, "momentum");
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        if (momentum == 0)
            Update(new Optimizers.SGD.Formula(Rate, 0, nesterov: false, hasVelocity: false), variable, gradient);
        else
            SparseRows.Update(new Optimizers.SGD.Formula(Rate, momentum, nesterov, hasVelocity: true), variable, gradient, _momentums[IndexOf(variable)]);
    }
}
