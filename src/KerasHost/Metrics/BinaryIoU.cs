namespace KerasHost.Metrics;

/// <summary>Intersection over union of two classes told apart by a threshold. Mirrors <c>BinaryIoU</c> of tf_keras/src/metrics/iou_metrics.py.</summary>
[KerasExport("keras.metrics.BinaryIoU")]
[ConfigOrder("target_class_ids", "threshold")]
public class BinaryIoU : IoU
{
    /// <summary>Intersection over union of two classes.</summary>
    /// <param name="target_class_ids">Which of 0 and 1 count; both by default.</param>
    /// <param name="threshold">From it on a prediction is class 1.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">There is no such class.</exception>
    public BinaryIoU([KerasDefault("(0, 1)")] IReadOnlyList<int>? target_class_ids = null, double threshold = 0.5, string? name = null, DType? dtype = null)
        : base(2, target_class_ids ?? [0, 1], name, dtype) => this.threshold = threshold;

    /// <summary>From it on a prediction is class 1.</summary>
    public double threshold { get; }

    /// <inheritdoc/>
    public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) =>
        base.update_state(y_true, Op.Cast(Op.Cast(y_pred, dtype) >= threshold, dtype), sample_weight);
}
