namespace KerasHost.Losses;

/// <summary>The squared error up to delta, a line beyond (Huber, 1964). Mirrors <c>Huber</c> of tf_keras/src/losses.py.</summary>
[KerasExport("keras.losses.Huber")]
public class Huber : LossFunctionWrapper
{
    /// <summary>The squared error up to delta, a line beyond (Huber, 1964).</summary>
    /// <param name="delta">Where the line begins.</param>
    /// <param name="reduction">How the losses of samples become one: <c>auto</c> and <c>sum_over_batch_size</c> (the mean), <c>sum</c>, <c>none</c>.</param>
    /// <param name="name">The name.</param>
    public Huber(double delta = 1.0, string reduction = "auto", string? name = "huber_loss")
        : base("huber", reduction, name)
    {
        this.delta = delta;
    }

    /// <summary>Where the line begins.</summary>
    public double delta { get; }

    private protected override Tensor Losses(Tensor y_true, Tensor y_pred) =>
        RegressionFunctions.huber(y_true, y_pred, delta: delta);
}
