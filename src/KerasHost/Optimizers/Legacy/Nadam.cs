namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.Nadam"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/nadam.py.</summary>
[KerasExport("keras.optimizers.legacy.Nadam")]
public class Nadam : LegacyOptimizer
{
    private readonly NadamSchedule _schedule;
    private Variable? _product;
    private Variable[] _momentums = [];
    private Variable[] _velocities = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="beta_1">The decay of the mean of gradients, 0 to 1.</param>
    /// <param name="beta_2">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="name">The name.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="schedule_decay">How quickly the momentum warms up; 0.004 by default.</param>
    /// <param name="decay">The name under which configurations hold schedule_decay.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public Nadam([KerasDefault("0.001")] LearningRateArg learning_rate = default, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7,
        string name = "Nadam", double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        [NotInConfig] double? schedule_decay = null, double decay = 0.004, [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.001), schedule_decay ?? decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        if (this.learning_rate.Schedule is not null)
            throw new KerasValueException("The Nadam optimizer does not support tf.keras.optimizers.LearningRateSchedules as the learning rate.");
        this.beta_1 = Hyper(beta_1);
        this.beta_2 = Hyper(beta_2);
        this.epsilon = epsilon;
        _schedule = new(schedule_decay ?? decay);
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
        _product = add_variable([], var_list[0].dtype, "ones", "momentum_cache");
        _momentums = AddSlots(var_list, "m");
        _velocities = AddSlots(var_list, "v");
    }

    private protected override double RateAfter(long done, double rate) => rate;

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        _schedule.Product = _product!.value.ToDouble();
        _schedule.Advance(variable.dtype, Step, beta_1);
        _product.assign(Op.Fill([], _schedule.Product, _product.dtype));
        double correction = 1 - AdamCorrection.Power(variable.dtype, beta_2, Step);
        SparseRows.UpdateSlotsEverywhere(new Optimizers.Nadam.Formula(Rate, _schedule.MomentumFactor, _schedule.GradientFactor, correction, beta_1, beta_2, epsilon),
            variable, gradient, _momentums[i], _velocities[i]);
    }
}
