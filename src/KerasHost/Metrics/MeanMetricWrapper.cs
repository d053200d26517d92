using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of a function of targets and predictions. Mirrors <c>MeanMetricWrapper</c> of tf_keras/src/metrics/base_metric.py.</summary>
public class MeanMetricWrapper : Reduce
{
    private readonly MetricFn? _function;

    /// <summary>A mean of this function.</summary>
    /// <param name="fn">The function.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state and of what the function gets.</param>
    public MeanMetricWrapper(MetricFn fn, string? name = null, DType? dtype = null) : this(name ?? fn.Method.Name, dtype) => _function = fn;

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

    /// <summary>The value for each sample.</summary>
    private protected virtual Tensor Measure(Tensor y_true, Tensor y_pred) => _function!(y_true, y_pred);
}
