namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.Adadelta"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/adadelta.py.</summary>
[KerasExport("keras.optimizers.legacy.Adadelta")]
public class Adadelta : LegacyOptimizer
{
    private Variable[] _gradients = [];
    private Variable[] _updates = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="rho">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="name">The name.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public Adadelta([KerasDefault("0.001")] LearningRateArg learning_rate = default, double rho = 0.95, double epsilon = 1e-7, string name = "Adadelta",
        double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, double decay = 0.0, [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.001), decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        this.rho = Hyper(rho);
        this.epsilon = epsilon;
    }

    /// <summary>The decay of the mean of squared gradients, 0 to 1.</summary>
    public double rho { get; }

    /// <summary>A small number that keeps the quotient finite.</summary>
    public double epsilon { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _gradients = AddSlots(var_list, "accum_grad");
        _updates = AddSlots(var_list, "accum_var");
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        SparseRows.Update(new Optimizers.Adadelta.Formula(Rate, rho, epsilon), variable, gradient, _gradients[i], _updates[i]);
    }
}
