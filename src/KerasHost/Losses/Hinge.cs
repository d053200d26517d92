namespace KerasHost.Losses;

/// <summary>max(1 - y·ŷ, 0). Mirrors <c>Hinge</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.Hinge")]
public class Hinge : LossFunctionWrapper
{
    /// <summary>max(1 - y·ŷ, 0).</summary>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public Hinge(string reduction = "auto", string? name = "hinge")
        : base("hinge", reduction, name) { }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        HingeFunctions.hinge(y_true, y_pred);
}
