namespace KerasHost.Metrics;

/// <summary>Intersection over union, the mean over all classes. Mirrors <c>MeanIoU</c> of tf_keras/src/metrics/iou_metrics.py.</summary>
[KerasExport("keras.metrics.MeanIoU")]
[ConfigOrder("num_classes")]
public class MeanIoU : IoU
{
    /// <summary>Intersection over union, the mean over all classes.</summary>
    /// <param name="num_classes">How many classes there are.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="ignore_class">A class whose targets do not count, or null.</param>
    /// <param name="sparse_y_true">Whether targets are class numbers; else they are one-hot.</param>
    /// <param name="sparse_y_pred">Whether predictions are class numbers; else they are probabilities.</param>
    /// <param name="axis">The axis of the classes.</param>
    public MeanIoU(int num_classes, string? name = null, DType? dtype = null, int? ignore_class = null, bool sparse_y_true = true, bool sparse_y_pred = true, int axis = -1)
        : base(num_classes, [.. Enumerable.Range(0, num_classes)], name, dtype, ignore_class, sparse_y_true, sparse_y_pred, axis) { }
}
