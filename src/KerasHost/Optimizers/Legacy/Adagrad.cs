namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.Adagrad"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/adagrad.py.</summary>
[KerasExport("keras.optimizers.legacy.Adagrad")]
public class Adagrad : LegacyOptimizer
{
    private Variable[] _accumulators = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="initial_accumulator_value">The first value of the sums of squared gradients.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="name">The name.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public Adagrad([KerasDefault("0.001")] LearningRateArg learning_rate = default, double initial_accumulator_value = 0.1, double epsilon = 1e-7,
        string name = "Adagrad", double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, double decay = 0.0,
        [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.001), decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        if (initial_accumulator_value < 0)
            throw new KerasValueException($"initial_accumulator_value must be non-negative: {PythonText.Repr(initial_accumulator_value)}");
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
        _accumulators = AddSlots(var_list, "accumulator", initial_accumulator_value);
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable) =>
        Update(new Optimizers.Adagrad.Formula(Rate, epsilon, epsilonOutside: true), variable, gradient, _accumulators[IndexOf(variable)]);
}
