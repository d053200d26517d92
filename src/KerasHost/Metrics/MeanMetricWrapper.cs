using KerasHost.Export;
using KerasHost.Losses;
using KerasHost.Saving;

namespace KerasHost.Metrics;

/// <summary>The mean of a function of targets and predictions. Mirrors <c>MeanMetricWrapper</c> of tf_keras/src/metrics/base_metric.py.</summary>
[KerasExport("keras.metrics.MeanMetricWrapper")]
public class MeanMetricWrapper : Reduce
{
    private readonly MetricFn? _function;

    /// <summary>A mean of this function.</summary>
    /// <param name="fn">The function.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state and of what the function gets.</param>
    public MeanMetricWrapper([NotInConfig] MetricFn fn, string? name = null, DType? dtype = null) : this(name ?? ScriptFunctions.NameOf(fn), dtype) => _function = fn;

    /// <summary>A mean of what <see cref="Measure"/> gives.</summary>
    private protected MeanMetricWrapper(string? name, DType? dtype) : base(name, dtype, isMean: true) { }

    /// <summary>Keras's name of the function, where it is one of Keras's.</summary>
    internal string? FunctionName { get; init; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (Tensor targets, Tensor predictions) = Operands.Squeeze(Op.Cast(y_true, dtype), Op.Cast(y_pred, dtype));
        Tensor values = Measure(targets, predictions);
        Include(values, values.Mask is { } counted ? LossReduction.WithMask(values, sample_weight, counted) : sample_weight);
    }

    /// <summary>A mean of the function that a configuration names under <c>fn</c>.</summary>
    /// <exception cref="KerasValueException">The function is not known.</exception>
    public static MeanMetricWrapper from_config(Config config)
    {
        var mean = (MeanMetricWrapper)MetricArg.FromConfig(config.GetValueOrDefault("fn")).Resolve();
        return new(mean.Measure, ConfigReader.Get(config, "name", mean.name), ConfigReader.Get<DType?>(config, "dtype", null)) { FunctionName = mean.FunctionName };
    }

    /// <inheritdoc/>
    public override Config get_config()
    {
        Config config = base.get_config();
        if (GetType() == typeof(MeanMetricWrapper))
            config["fn"] = FunctionName is { } known ? ScriptFunctions.Describe(known) : ScriptFunctions.Describe(_function!);
        return config;
    }

    /// <summary>The value for each sample.</summary>
    private protected virtual Tensor Measure(Tensor y_true, Tensor y_pred) => _function!(y_true, y_pred);
}
