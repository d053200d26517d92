namespace KerasHost.Metrics;

/// <summary>A metric as a function, whose mean over all samples is shown.</summary>
/// <param name="y_true">The targets.</param>
/// <param name="y_pred">The predictions.</param>
/// <returns>A value for each sample, or one number.</returns>
public delegate Tensor MetricFn(Tensor y_true, Tensor y_pred);
