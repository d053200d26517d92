namespace KerasHost.Optimizers.Legacy;

/// <summary><see cref="KerasHost.Optimizers.Adam"/> as it was before Keras 2.11. Mirrors tf_keras/src/optimizers/legacy/adam.py.</summary>
[KerasExport("keras.optimizers.legacy.Adam")]
public class Adam : LegacyOptimizer
{
    private Variable[] _momentums = [];
    private Variable[] _velocities = [];
    private Variable[] _largest = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="beta_1">The decay of the mean of gradients, 0 to 1.</param>
    /// <param name="beta_2">The decay of the mean of squared gradients, 0 to 1.</param>
    /// <param name="epsilon">A small number that keeps the quotient finite.</param>
    /// <param name="amsgrad">Whether the largest mean square so far counts (Reddi et al., 2018).</param>
    /// <param name="name">The name.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public Adam([KerasDefault("0.001")] LearningRateArg learning_rate = default, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7,
        bool amsgrad = false, string name = "Adam", double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        double decay = 0.0, [NotInConfig] double? lr = null)
        : base(name, learning_rate.Or(0.001), decay, clipnorm, clipvalue, global_clipnorm, lr)
    {
        this.beta_1 = Hyper(beta_1);
        this.beta_2 = Hyper(beta_2);
        this.epsilon = epsilon;
        this.amsgrad = amsgrad;
    }

    /// <summary>The decay of the mean of gradients, 0 to 1.</summary>
    public double beta_1 { get; }

    /// <summary>The decay of the mean of squared gradients, 0 to 1.</summary>
    public double beta_2 { get; }

    /// <summary>A small number that keeps the quotient finite.</summary>
    public double epsilon { get; }

    /// <summary>Whether the largest mean square so far counts (Reddi et al., 2018).</summary>
    public bool amsgrad { get; }

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _momentums = AddSlots(var_list, "m");
        _velocities = AddSlots(var_list, "v");
        if (amsgrad)
            _largest = AddSlots(var_list, "vhat");
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        Update(new Optimizers.Adam.Formula(AdamCorrection.Of(variable.dtype, Rate, Step, beta_1, beta_2).Alpha, beta_1, beta_2, epsilon, amsgrad),
            variable, gradient, _momentums[i], _velocities[i], amsgrad ? _largest[i] : null);
    }
}
