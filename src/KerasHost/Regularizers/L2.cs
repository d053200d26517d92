namespace KerasHost.Regularizers;

/// <summary>l2·Σ w². Mirrors <c>L2</c>.</summary>
[KerasExport("keras.regularizers.L2", "keras.regularizers.l2")]
[ConfigAlias("l", "l2")]
public class L2 : Regularizer
{
    /// <summary>A penalty on squares.</summary>
    /// <param name="l2">The factor.</param>
    /// <exception cref="KerasValueException">The factor is infinite or NaN.</exception>
    public L2(double l2 = 0.01) => this.l2 = Penalty.Checked(l2);

    /// <summary>The factor.</summary>
    public double l2 { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor w) => l2 * Penalty.Squares(w);
}
