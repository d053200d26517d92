using System.Runtime.CompilerServices;
using KerasHost.Backend;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Saving;

namespace KerasHost.Metrics;

/// <summary>
/// A number that describes how good predictions are, gathered over the batches of an epoch. A metric of a script derives from it, makes its
/// state with <see cref="add_weight"/>, and overrides <see cref="update_state"/> and <see cref="result"/>. Mirrors tf_keras/src/metrics/base_metric.py.
/// </summary>
[KerasExport("keras.metrics.Metric")]
[ConfigFamily]
[ConfigOrder("name", "dtype")]
public abstract class Metric : IHasConfig
{
    private static readonly ConditionalWeakTable<Tensor, Metric> s_behind = [];

    private readonly List<(Variable Variable, Initializer First)> _state = [];

    /// <summary>A metric.</summary>
    /// <param name="name">The name under which its values appear; null for the class's name in small letters.</param>
    /// <param name="dtype">The type of its state; null for <c>floatx</c>.</param>
    protected Metric(string? name = null, DType? dtype = null)
    {
        this.name = name ?? LayerNames.Next(ClassRegistry.ClassName(this));
        this.dtype = dtype ?? Settings.Floatx;
    }

    /// <summary>The name under which its values appear.</summary>
    public string name { get; internal set; }

    /// <summary>The type of its state.</summary>
    public DType dtype { get; }

    /// <summary>The state.</summary>
    public IReadOnlyList<Variable> variables => [.. _state.Select(s => s.Variable)];

    /// <summary>The state.</summary>
    public IReadOnlyList<Variable> weights => variables;

    /// <summary>Takes a batch into account.</summary>
    /// <param name="y_true">The targets.</param>
    /// <param name="y_pred">The predictions.</param>
    /// <param name="sample_weight">A weight for each sample; null for ones.</param>
    public abstract void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null);

    /// <inheritdoc cref="update_state(Tensor, Tensor, Tensor?)"/>
    public void update_state(TensorLike y_true, TensorLike y_pred, TensorLike? sample_weight = null) =>
        update_state(Operands.Tensor(y_true), Operands.Tensor(y_pred), sample_weight is { } weight ? Operands.Tensor(weight) : null);

    /// <summary>The value over all batches since the last reset.</summary>
    public abstract Tensor result();

    /// <summary>Adds the states of other metrics of this class, which have seen other batches.</summary>
    /// <exception cref="KerasValueException">A metric has another number of variables.</exception>
    public virtual void merge_state(IReadOnlyList<Metric> metrics)
    {
        foreach (Metric metric in metrics)
        {
            if (metric._state.Count != _state.Count)
                throw new KerasValueException($"Metric {metric} is not compatible with {this}");
            for (int i = 0; i < _state.Count; i++)
                _state[i].Variable.assign_add(metric._state[i].Variable);
        }
    }

    /// <summary>The old name of <see cref="reset_state"/>.</summary>
    public void reset_states() => reset_state();

    /// <summary>Forgets all batches.</summary>
    public virtual void reset_state()
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        foreach ((Variable variable, Initializer first) in _state)
            if (first is Zeros)
                variable.OverwriteBytes().Clear();
            else
                variable.assign(first.call(variable.shape, variable.dtype));
    }

    /// <summary>Takes a batch into account and returns the value so far, as <c>metric(y_true, y_pred)</c> in Python.</summary>
    public Tensor apply(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        // A model that only finds out its shapes has no numbers yet.
        if (!y_true.IsSymbolic && !y_pred.IsSymbolic)
            update_state(y_true, y_pred, sample_weight);
        return NotedResult();
    }

    /// <summary>Makes a piece of state.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">Its value after a reset; zeros by default.</param>
    /// <param name="dtype">Its type; null for the metric's.</param>
    public Variable add_weight(string name, Shape shape = default, InitializerArg? initializer = null, DType? dtype = null)
    {
        Initializer first = (initializer ?? "zeros").Resolve();
        using StepScope.Suspension _ = StepScope.Suspend();
        var variable = new Variable(first.call(shape, dtype ?? this.dtype), false, name + ":0");
        _state.Add((variable, first));
        return variable;
    }

    /// <inheritdoc cref="apply(Tensor, Tensor, Tensor?)"/>
    public Tensor apply(TensorLike y_true, TensorLike y_pred, TensorLike? sample_weight = null)
    {
        update_state(y_true, y_pred, sample_weight);
        return NotedResult();
    }

    /// <summary>The metric whose call returned this tensor, or null.</summary>
    internal static Metric? Behind(Tensor result) => s_behind.TryGetValue(result, out Metric? metric) ? metric : null;

    /// <summary>The value so far, of which <c>add_metric</c> can tell where it came from.</summary>
    private protected Tensor NotedResult()
    {
        Tensor value = result();
        s_behind.AddOrUpdate(value, this);
        return value;
    }

    /// <summary>Class and configuration, as Keras prints a metric.</summary>
    public override string ToString() => $"{ClassRegistry.ClassName(this)}({string.Join(",", get_config().Select(pair => $"{pair.Key}={PythonText.Str(pair.Value)}"))})";

    /// <summary>Adds to a variable of float type, in its type.</summary>
    private protected static void Add(Variable variable, params ReadOnlySpan<double> values) => variable.Add(values);

    /// <summary>The arguments of the constructor that would make this metric again.</summary>
    public virtual Config get_config() => ClassRegistry.ConfigOf(this);
}
