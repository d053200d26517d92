namespace KerasHost.Metrics;

/// <summary>Intersection over union of some classes, targets given one-hot. Mirrors <c>OneHotIoU</c> of tf_keras/src/metrics/iou_metrics.py.</summary>
[KerasExport("keras.metrics.OneHotIoU")]
[ConfigOrder("num_classes", "target_class_ids")]
public class OneHotIoU : IoU
{
    /// <summary>Intersection over union of some classes, targets given one-hot.</summary>
    /// <param name="num_classes">How many classes there are.</param>
    /// <param name="target_class_ids">Which of them count.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="ignore_class">A class whose targets do not count, or null.</param>
    /// <param name="sparse_y_pred">Whether predictions are class numbers; else they are probabilities.</param>
    /// <param name="axis">The axis of the classes.</param>
    public OneHotIoU(int num_classes, IReadOnlyList<int> target_class_ids, string? name = null, DType? dtype = null, int? ignore_class = null, bool sparse_y_pred = false, int axis = -1)
        : base(num_classes, target_class_ids, name, dtype, ignore_class, false, sparse_y_pred, axis) { }
}
