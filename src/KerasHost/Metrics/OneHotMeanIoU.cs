namespace KerasHost.Metrics;

/// <summary>Intersection over union, the mean over all classes, targets given one-hot. Mirrors <c>OneHotMeanIoU</c> of tf_keras/src/metrics/iou_metrics.py.</summary>
[KerasExport("keras.metrics.OneHotMeanIoU")]
[ConfigOrder("num_classes")]
public class OneHotMeanIoU : MeanIoU
{
    /// <summary>Intersection over union, the mean over all classes, targets given one-hot.</summary>
    /// <param name="num_classes">How many classes there are.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="ignore_class">A class whose targets do not count, or null.</param>
    /// <param name="sparse_y_pred">Whether predictions are class numbers; else they are probabilities.</param>
    /// <param name="axis">The axis of the classes.</param>
    public OneHotMeanIoU(int num_classes, string? name = null, DType? dtype = null, int? ignore_class = null, bool sparse_y_pred = false, int axis = -1)
        : base(num_classes, name, dtype, ignore_class, false, sparse_y_pred, axis) { }
}
