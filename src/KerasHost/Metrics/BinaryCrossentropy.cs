using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>The mean crossentropy of two classes. Mirrors <c>BinaryCrossentropy</c> of tf_keras/src/metrics.</summary>
[KerasExport("keras.metrics.BinaryCrossentropy")]
public class BinaryCrossentropy : MeanMetricWrapper
{
    /// <summary>The mean crossentropy of two classes.</summary>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="label_smoothing">Moves targets towards 0.5 by this part, 0 to 1.</param>
    public BinaryCrossentropy(string? name = "binary_crossentropy", DType? dtype = null, bool from_logits = false, double label_smoothing = 0) : base(name, dtype)
    {
        this.from_logits = from_logits;
        this.label_smoothing = label_smoothing;
    }

    /// <summary>Whether the predictions are logits.</summary>
    public bool from_logits { get; }

    /// <summary>Moves targets towards 0.5 by this part, 0 to 1.</summary>
    public double label_smoothing { get; }

    private protected override Tensor Measure(Tensor y_true, Tensor y_pred) => CrossentropyFunctions.binary_crossentropy(y_true, y_pred, from_logits, label_smoothing);
}
