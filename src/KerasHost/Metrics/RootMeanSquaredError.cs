using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>√ of the mean of (y - ŷ)². Mirrors <c>RootMeanSquaredError</c> of tf_keras/src/metrics/regression_metrics.py.</summary>
[KerasExport("keras.metrics.RootMeanSquaredError")]
public class RootMeanSquaredError : Reduce
{
    /// <summary>A root mean squared error.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public RootMeanSquaredError(string? name = "root_mean_squared_error", DType? dtype = null) : base(name, dtype, isMean: true) { }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (Tensor targets, Tensor predictions) = Operands.Squeeze(Op.Cast(y_true, dtype), Op.Cast(y_pred, dtype));
        Include(Op.SquaredDifference(predictions, targets), sample_weight);
    }

    /// <inheritdoc/>
    public override Tensor result() => Op.Sqrt(base.result());
}
