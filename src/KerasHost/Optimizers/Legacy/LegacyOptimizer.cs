using KerasHost.Backend;
using KerasHost.Export;
using KerasHost.Saving;

namespace KerasHost.Optimizers.Legacy;

/// <summary>
/// An optimizer as Keras had them before 2.11: a learning rate that decays with the steps, all limits of gradients together, hyperparameters
/// in float32, and sparse gradients that leave other rows alone. Mirrors tf_keras/src/optimizers/legacy/optimizer_v2.py.
/// </summary>
[KerasExport("keras.optimizers.legacy.Optimizer")]
[ConfigFamily]
[ConfigAlias("lr", "learning_rate")]
public abstract class LegacyOptimizer : Optimizer
{
    private readonly List<(Variable Original, string Name, Variable Value)> _slots = [];

    /// <summary>An optimizer.</summary>
    /// <param name="name">The name; names of slots begin with it.</param>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="decay">The learning rate is divided by 1 + decay·steps.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="lr">The old name of the learning rate, which wins over it.</param>
    /// <exception cref="KerasValueException">A number is negative, or two limits exclude each other.</exception>
    private protected LegacyOptimizer(string name, LearningRateArg learning_rate, double decay, double? clipnorm, double? clipvalue, double? global_clipnorm, double? lr)
        : base(name, Given(learning_rate, lr), clipnorm: clipnorm, clipvalue: clipvalue, global_clipnorm: Exclusive(clipnorm, global_clipnorm))
    {
        NotNegative("clipnorm", clipnorm);
        NotNegative("clipvalue", clipvalue);
        NotNegative("global_clipnorm", global_clipnorm);
        NotNegative("decay", decay);
        this.decay = decay;
        Scope = name + "/";
    }

    /// <summary>The learning rate is divided by 1 + decay·steps.</summary>
    public double decay { get; }

    private protected override DType RateType => DType.Float32;

    private protected override string IterationName => $"{name}/iter:0";

    /// <inheritdoc/>
    public override Config get_config()
    {
        var config = new Config { ["name"] = name };
        if (clipnorm is not null)
            config["clipnorm"] = clipnorm;
        if (clipvalue is not null)
            config["clipvalue"] = clipvalue;
        if (global_clipnorm is not null)
            config["global_clipnorm"] = global_clipnorm;
        config["learning_rate"] = learning_rate.ToConfig();
        config["decay"] = decay;
        ClassRegistry.WriteTo(this, config);
        foreach (string limit in (string[])["clipnorm", "clipvalue", "global_clipnorm"])
            if (config[limit] is null)
                config.Remove(limit);
        return config;
    }

    /// <summary>A hyperparameter as Keras keeps it: in a float32 variable.</summary>
    private protected static double Hyper(double value) => (float)value;

    /// <summary>The slots of all variables by their names.</summary>
    internal IReadOnlyList<(Variable Original, string Name, Variable Value)> Slots => _slots;

    /// <summary>Makes a slot for each variable.</summary>
    private protected Variable[] AddSlots(IReadOnlyList<Variable> variables, string slot, double value = 0)
    {
        Variable[] made = [.. variables.Select(variable => add_variable_from_reference(variable, slot, value == 0 ? null : Op.Fill(variable.shape, value, variable.dtype)))];
        _slots.AddRange(variables.Zip(made, (variable, one) => (variable, slot, one)));
        return made;
    }

    private protected override string SlotName(Variable variable, string slot) => $"{Scope}{variable.name[..^2]}/{slot}:0";

    private protected override void Clip(Gradient[] gradients)
    {
        if (clipvalue is { } size)
            GradientClipping.ByValue(gradients, size);
        if (clipnorm is { } norm)
            GradientClipping.ByNorm(gradients, norm);
        if (global_clipnorm is { } global)
            GradientClipping.ByGlobalNorm(gradients, global);
    }

    private protected override double RateAfter(long done, double rate) =>
        decay == 0 ? rate : (float)((float)rate / (1f + (float)decay * done));

    private static LearningRateArg Given(LearningRateArg learningRate, double? lr)
    {
        if (lr is not { } old)
            return learningRate;
        NotNegative("lr", lr);
        Warnings.Once("The `lr` argument is deprecated, use `learning_rate` instead.");
        return old;
    }

    private static double? Exclusive(double? clipnorm, double? globalClipnorm) => clipnorm is null || globalClipnorm is null
        ? globalClipnorm
        : throw new KerasValueException($"Cannot accept both `clipnorm` and `global_clipnorm`. Received: `clipnorm`={PythonText.Repr(clipnorm)}, `global_clipnorm`={PythonText.Repr(globalClipnorm)}.");

    private static void NotNegative(string argument, double? value)
    {
        if (value < 0)
            throw new KerasValueException($"Expected {argument} >= 0, received: {PythonText.Repr(value)}");
    }
}
