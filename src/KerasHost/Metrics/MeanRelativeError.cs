using KerasHost.Initializers;
using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean of |y - ŷ| / normalizer, 0 where that is 0. Mirrors <c>MeanRelativeError</c> of tf_keras/src/metrics/regression_metrics.py.</summary>
[KerasExport("keras.metrics.MeanRelativeError")]
public class MeanRelativeError : Reduce
{
    private readonly Tensor _normalizer;

    /// <summary>A mean relative error.</summary>
    /// <param name="normalizer">What errors are divided by, of a shape that broadcasts to the predictions.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    public MeanRelativeError(ConstantValue normalizer, string? name = null, DType? dtype = null) : base(name, dtype, isMean: true)
    {
        this.normalizer = normalizer;
        using StepScope.Suspension _ = StepScope.Suspend();
        _normalizer = Op.Cast(normalizer.ToTensor(), this.dtype);
    }

    /// <summary>What errors are divided by.</summary>
    public ConstantValue normalizer { get; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (Tensor targets, Tensor predictions) = Operands.Squeeze(Op.Cast(y_true, dtype), Op.Cast(y_pred, dtype));
        (predictions, Tensor divisor) = Operands.Squeeze(predictions, _normalizer);
        if (!predictions.shape.IsCompatibleWith(targets.shape))
            throw new KerasShapeException($"Shapes {predictions.shape} and {targets.shape} are incompatible");
        Include(Op.DivideNoNan(Op.Abs(targets - predictions), divisor), sample_weight);
    }
}
