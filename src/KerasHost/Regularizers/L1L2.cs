namespace KerasHost.Regularizers;

/// <summary>l1·Σ |w| + l2·Σ w². Mirrors <c>L1L2</c>.</summary>
[KerasExport("keras.regularizers.L1L2")]
public class L1L2 : Regularizer
{
    /// <summary>A penalty on sizes and squares.</summary>
    /// <param name="l1">The factor of sizes.</param>
    /// <param name="l2">The factor of squares.</param>
    /// <exception cref="KerasValueException">A factor is infinite or NaN.</exception>
    public L1L2(double l1 = 0.0, double l2 = 0.0)
    {
        this.l1 = Penalty.Checked(l1);
        this.l2 = Penalty.Checked(l2);
    }

    /// <summary>The factor of sizes.</summary>
    public double l1 { get; }

    /// <summary>The factor of squares.</summary>
    public double l2 { get; }

    /// <summary>A penalty with a factor of 0.01 each by default.</summary>
    /// <param name="l1">The factor of sizes.</param>
    /// <param name="l2">The factor of squares.</param>
    [KerasExport("keras.regularizers.l1_l2")]
    public static L1L2 l1_l2(double l1 = 0.01, double l2 = 0.01) => new(l1, l2);

    /// <inheritdoc/>
    public override Tensor call(Tensor w)
    {
        Tensor penalty = Op.Constant(0, w);
        if (l1 != 0)
            penalty += l1 * Penalty.Sizes(w);
        if (l2 != 0)
            penalty += l2 * Penalty.Squares(w);
        return penalty;
    }
}
