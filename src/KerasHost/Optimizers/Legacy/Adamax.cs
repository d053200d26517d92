namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.Adamax"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/adamax.py.</summary>
[KerasExport("keras.optimizers.legacy.Adamax")]
public class Adamax : LegacyOptimizer
{
    private Variable[] _momentums = [];
    private Variable[] _norms = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="beta_1">The decay of the mean of gradients, 0 to 1.</param>
    /// <param name="beta_2">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="name">The name.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public Adamax([KerasDefault("0.001")] LearningRateArg learning_rate = default, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7,
        string name = "Adamax", double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, double decay = 0.0,
        [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.001), decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        this.beta_1 = Hyper(beta_1);
        this.beta_2 = Hyper(beta_2);
        this.epsilon = epsilon;
    }

    /// <summary>The decay of the mean of gradients, 0 to 1.</summary>
    public double beta_1 { get; }

    /// <summary>The decay of the mean of squared gradients, 0 to 1.</summary>
    public double beta_2 { get; }

    /// <summary>A small number that keeps the quotient finite.</summary>
    public double epsilon { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _momentums = AddSlots(var_list, "m");
        _norms = AddSlots(var_list, "v");
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        double correction = 1 - AdamCorrection.Power(variable.dtype, beta_1, Step);
        SparseRows.Update(new Optimizers.Adamax.Formula(Rate, correction, beta_1, beta_2, epsilon), variable, gradient, _momentums[i], _norms[i]);
    }
}
