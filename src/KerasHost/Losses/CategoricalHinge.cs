namespace KerasHost.Losses;

/// <summary>max(largest wrong ŷ - right ŷ + 1, 0). Mirrors <c>CategoricalHinge</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.CategoricalHinge")]
public class CategoricalHinge : LossFunctionWrapper
{
    /// <summary>max(largest wrong ŷ - right ŷ + 1, 0).</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public CategoricalHinge(string reduction = "auto", string? name = "categorical_hinge")
        : base("categorical_hinge", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        HingeFunctions.categorical_hinge(y_true, y_pred);
}
