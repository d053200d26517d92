namespace KerasHost.Losses;

/// <summary>max(1 - y·ŷ, 0)². Mirrors <c>SquaredHinge</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.SquaredHinge")]
public class SquaredHinge : LossFunctionWrapper
{
    /// <summary>max(1 - y·ŷ, 0)².</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public SquaredHinge(string reduction = "auto", string? name = "squared_hinge")
        : base("squared_hinge", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        HingeFunctions.squared_hinge(y_true, y_pred);
}
