namespace KerasHost.Regularizers;

/// <summary>l1·Σ |w|. Mirrors <c>L1</c>.</summary>
[KerasExport("keras.regularizers.L1", "keras.regularizers.l1")]
[ConfigAlias("l", "l1")]
public class L1 : Regularizer
{
    /// <summary>A penalty on sizes.</summary>
    /// <param name="l1">The factor.</param>
    /// <exception cref="KerasValueException">The factor is infinite or NaN.</exception>
    public L1(double l1 = 0.01) => this.l1 = Penalty.Checked(l1);

    /// <summary>The factor.</summary>
    public double l1 { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor w) => l1 * Penalty.Sizes(w);
}
