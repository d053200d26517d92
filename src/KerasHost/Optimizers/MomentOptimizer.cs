namespace KerasHost.Optimizers;

/// <summary>An optimizer with a decaying mean of gradients and another of their squares or sizes, as Adam and what came of it have.</summary>
public abstract class MomentOptimizer : Optimizer
{
    private Variable[] _means = [];
    private Variable[] _sizes = [];
    private Variable[] _largest = [];

    private protected MomentOptimizer(string name, LearningRateArg learning_rate, double beta_1, double beta_2, double epsilon, double? weight_decay, double? clipnorm, double? clipvalue,
        double? global_clipnorm, bool use_ema, double ema_momentum, int? ema_overwrite_frequency, double? lr, double? decay)
        : base(name, learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        this.beta_1 = beta_1;
        this.beta_2 = beta_2;
        this.epsilon = epsilon;
    }

    /// <summary>The decay of the mean of gradients, 0 to 1.</summary>
    public double beta_1 { get; }

    /// <summary>The decay of the mean of squared gradients, 0 to 1.</summary>
    public double beta_2 { get; }

    /// <summary>A small number that keeps the quotient finite.</summary>
    public double epsilon { get; }

    /// <summary>The name of the second slot.</summary>
    private protected virtual string SizeSlot => "v";

    /// <summary>Whether the largest mean square so far is kept in a third slot.</summary>
    private protected virtual bool KeepsLargest => false;

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        (_means, _sizes) = AddPairs(var_list, "m", SizeSlot);
        if (KeepsLargest)
            _largest = [.. var_list.Select(variable => add_variable_from_reference(variable, "vhat"))];
    }

    /// <summary>How many variables there are slots for.</summary>
    private protected int VariableCount => _means.Length;

    /// <summary>Runs a formula on a variable and its slots.</summary>
    private protected void UpdateMoments<TUpdate>(TUpdate update, Gradient gradient, Variable variable) where TUpdate : unmanaged, Engines.IUpdate
    {
        int i = IndexOf(variable);
        Update(update, variable, gradient, _means[i], _sizes[i], KeepsLargest ? _largest[i] : null);
    }
}
