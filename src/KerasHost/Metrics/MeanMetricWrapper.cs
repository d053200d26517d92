namespace KerasHost.Metrics;

/// <summary>The mean of a function of targets and predictions. Mirrors <c>MeanMetricWrapper</c> of tf_keras/src/metrics/base_metric.py.</summary>
public class MeanMetricWrapper : Mean
{
    private readonly MetricFn _function;

    /// <summary>A mean of this function.</summary>
    /// <param name="fn">The function.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state and of what the function gets.</param>
    public MeanMetricWrapper(MetricFn fn, string? name = null, DType? dtype = null) : base(name ?? fn.Method.Name, dtype) => _function = fn;

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        y_true = Op.Cast(y_true, dtype);
        y_pred = Op.Cast(y_pred, dtype);
        base.update_state(_function(y_true, y_pred), sample_weight);
    }
}
