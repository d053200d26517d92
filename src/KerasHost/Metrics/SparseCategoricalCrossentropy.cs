using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean crossentropy of classes given by their numbers. Mirrors <c>SparseCategoricalCrossentropy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.SparseCategoricalCrossentropy")]
public class SparseCategoricalCrossentropy : MeanMetricWrapper
{
    /// <summary>The mean crossentropy of classes given by their numbers.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="ignore_class">A class that does not count, or null.</param>
    /// <param name="axis">The axis of the classes.</param>
    public SparseCategoricalCrossentropy(string? name = "sparse_categorical_crossentropy", DType? dtype = null, bool from_logits = false, int? ignore_class = null, int axis = -1) : base(name, dtype)
    {
        this.from_logits = from_logits;
        this.ignore_class = ignore_class;
        this.axis = axis;
    }

    /// <summary>Whether the predictions are logits.</summary>
    public bool from_logits { get; }

    /// <summary>A class that does not count, or null.</summary>
    public int? ignore_class { get; }

    /// <summary>The axis of the classes.</summary>
    public int axis { get; }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => CrossentropyFunctions.sparse_categorical_crossentropy(y_true, y_pred, from_logits, axis, ignore_class);
}
