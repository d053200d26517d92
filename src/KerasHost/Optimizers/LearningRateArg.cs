using System.Globalization;
using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Optimizers.Schedules;
using KerasHost.Saving;

namespace KerasHost.Optimizers;

/// <summary>
/// A learning rate: a number, a function or a schedule. What an optimizer returns stands for its variable: it converts to a number, takes
/// part in arithmetic and can be assigned.
/// </summary>
[FunctionArgument(typeof(LearningRateFn))]
public readonly partial struct LearningRateArg : IConfigArgument<LearningRateArg>, IFormattable
{
    private readonly double? _number;
    private readonly Variable? _variable;

    private LearningRateArg(double? number, Variable? variable, LearningRateSchedule? schedule)
    {
        _number = number;
        _variable = variable;
        Schedule = schedule;
    }

    /// <summary>False when Keras's default is meant.</summary>
    public bool IsGiven => _number is not null || _variable is not null || Schedule is not null;

    /// <summary>The schedule, or null for a number.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>This number.</summary>
    public static implicit operator LearningRateArg(double number) => new(number, null, null);

    /// <summary>This schedule.</summary>
    public static implicit operator LearningRateArg(LearningRateSchedule schedule) => new(null, null, schedule);

    /// <summary>What this function returns now.</summary>
    public static implicit operator LearningRateArg(LearningRateFn function) => new(function(), null, null);

    /// <summary>The number in this tensor.</summary>
    public static implicit operator LearningRateArg(Tensor number) => new(number.ToDouble(), null, null);

    /// <summary>The learning rate now.</summary>
    /// <exception cref="KerasTypeException">This is a schedule of no optimizer.</exception>
    public static implicit operator double(LearningRateArg rate) => rate.Value;

    /// <summary>The variable that holds the learning rate.</summary>
    /// <exception cref="KerasTypeException">This is no optimizer's learning rate.</exception>
    public static implicit operator Variable(LearningRateArg rate) =>
        rate._variable ?? throw new KerasTypeException("Only the learning rate of an optimizer is a variable.");

    /// <summary>Sets the learning rate of the optimizer.</summary>
    public void assign(double value) => ((Variable)this).assign(Op.Fill([], value, _variable!.dtype));

    /// <summary>The learning rate as an array of rank 0.</summary>
    public NDArray numpy() => _variable?.numpy() ?? NDArray.Scalar((float)Value);

    /// <inheritdoc/>
    public static LearningRateArg FromConfig(object? value) => value switch
    {
        int number => number,
        long number => number,
        float number => number,
        double number => number,
        Config => ClassRegistry.Deserialize<LearningRateSchedule>(value),
        _ => throw new KerasTypeException($"A learning rate must be a number or a schedule. Received: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => Schedule is null ? Value : ClassRegistry.Serialize(Schedule);

    /// <summary>As Python prints it: a number, or the optimizer's variable.</summary>
    public override string ToString() => _variable?.ToString() ?? (Schedule is null ? PythonText.Repr(Value) : Schedule.ToString()!);

    /// <summary>The number in a format, such as <c>{model.optimizer.learning_rate:F5}</c>.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        string.IsNullOrEmpty(format) ? ToString() : Value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The learning rate of an optimizer.</summary>
    internal static LearningRateArg Of(Variable variable, LearningRateSchedule? schedule) => new(null, variable, schedule);

    /// <summary>This, or a number where none was given.</summary>
    internal LearningRateArg Or(double fallback) => IsGiven ? this : fallback;

    private double Value => _number ?? _variable?.value.ToDouble()
        ?? throw new KerasTypeException("A learning rate schedule has no value without a step. Call it with one.");
}
