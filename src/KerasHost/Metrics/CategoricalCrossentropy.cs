using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean crossentropy of one-hot classes. Mirrors <c>CategoricalCrossentropy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.CategoricalCrossentropy")]
public class CategoricalCrossentropy : MeanMetricWrapper
{
    /// <summary>The mean crossentropy of one-hot classes.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards equal probabilities by this part, 0 to 1.</param>
    /// <param name="axis">The axis of the classes.</param>
    public CategoricalCrossentropy(string? name = "categorical_crossentropy", DType? dtype = null, bool from_logits = false, double label_smoothing = 0, int axis = -1) : base(name, dtype)
    {
        this.from_logits = from_logits;
        this.label_smoothing = label_smoothing;
        this.axis = axis;
    }

    /// <summary>Whether the predictions are logits.</summary>
    public bool from_logits { get; }

    /// <summary>Moves targets towards equal probabilities by this part, 0 to 1.</summary>
    public double label_smoothing { get; }

    /// <summary>The axis of the classes.</summary>
    public int axis { get; }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => CrossentropyFunctions.categorical_crossentropy(y_true, y_pred, from_logits, label_smoothing, axis);
}
