namespace KerasHost.Losses;

/// <summary>-ln p of the true class, given by its number. Mirrors <c>SparseCategoricalCrossentropy</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.SparseCategoricalCrossentropy")]
public class SparseCategoricalCrossentropy : LossFunctionWrapper
{
    /// <summary>-ln p of the true class, given by its number.</summary>
    /// <param name="from_logits">Whether the predictions are logits.</param>
    /// <param name="ignore_class">A class that does not count, or null.</param>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public SparseCategoricalCrossentropy(bool from_logits = false, int? ignore_class = null, string reduction = "auto", string? name = "sparse_categorical_crossentropy")
        : base("sparse_categorical_crossentropy", reduction, name)
    {
        this.from_logits = from_logits;
        this.ignore_class = ignore_class;
    }

    /// <summary>Whether the predictions are logits.</summary>
    public bool from_logits { get; }

    /// <summary>A class that does not count, or null.</summary>
    public int? ignore_class { get; }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        CrossentropyFunctions.sparse_categorical_crossentropy(y_true, y_pred, from_logits: from_logits, ignore_class: ignore_class);
}
