namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.Ftrl"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/ftrl.py.</summary>
[KerasExport("keras.optimizers.legacy.Ftrl")]
[ConfigOrder("name", "clipnorm", "clipvalue", "global_clipnorm", "learning_rate", "decay", "initial_accumulator_value", "learning_rate_power", "l1_regularization_strength", "l2_regularization_strength", "beta")]
public class Ftrl : LegacyOptimizer
{
    private Variable[] _accumulators = [];
    private Variable[] _linears = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="learning_rate_power">The exponent of the sums of squared gradients, not positive.</param>
    /// <param name="initial_accumulator_value">The first value of the sums of squared gradients.</param>
    /// <param name="l1_regularization_strength">The strength of the penalty on sizes.</param>
    /// <param name="l2_regularization_strength">The strength of the penalty on squares.</param>
    /// <param name="name">The name.</param>
    /// <param name="l2_shrinkage_regularization_strength">The strength of a penalty on squares that only the gradient feels.</param>
    /// <param name="beta">The beta of the paper.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public Ftrl([KerasDefault("0.001")] LearningRateArg learning_rate = default, double learning_rate_power = -0.5,
        double initial_accumulator_value = 0.1, double l1_regularization_strength = 0.0, double l2_regularization_strength = 0.0,
        string name = "Ftrl", double l2_shrinkage_regularization_strength = 0.0, double beta = 0.0, double? clipnorm = null,
        double? clipvalue = null, double? global_clipnorm = null, double decay = 0.0, [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.001), decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        FtrlArguments.Check(initial_accumulator_value, learning_rate_power, l1_regularization_strength, l2_regularization_strength, l2_shrinkage_regularization_strength);
        this.learning_rate_power = Hyper(learning_rate_power);
        this.initial_accumulator_value = initial_accumulator_value;
        this.l1_regularization_strength = Hyper(l1_regularization_strength);
        this.l2_regularization_strength = Hyper(l2_regularization_strength);
        this.l2_shrinkage_regularization_strength = l2_shrinkage_regularization_strength;
        this.beta = Hyper(beta);
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
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _accumulators = new Variable[var_list.Count];
        _linears = new Variable[var_list.Count];
        for (int i = 0; i < var_list.Count; i++)
        {
            _accumulators[i] = AddSlots([var_list[i]], "accumulator", initial_accumulator_value)[0];
            _linears[i] = AddSlots([var_list[i]], "linear")[0];
        }
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        SparseRows.Update(new Optimizers.Ftrl.Formula(Rate, learning_rate_power, l1_regularization_strength, l2_regularization_strength, l2_shrinkage_regularization_strength, beta, selects: true),
            variable, gradient, _accumulators[i], _linears[i]);
    }
}
