namespace KerasHost.Losses;

/// <summary>The names of the ways in which losses of samples become one. Mirrors <c>keras.losses.Reduction</c>.</summary>
public static class Reduction
{
    /// <summary>The mean.</summary>
    [KerasExport("keras.losses.Reduction.AUTO")]
    public const string Auto = "auto";

    /// <summary>A loss for each sample.</summary>
    [KerasExport("keras.losses.Reduction.NONE")]
    public const string None = "none";

    /// <summary>The sum.</summary>
    [KerasExport("keras.losses.Reduction.SUM")]
    public const string Sum = "sum";

    /// <summary>The mean.</summary>
    [KerasExport("keras.losses.Reduction.SUM_OVER_BATCH_SIZE")]
    public const string SumOverBatchSize = "sum_over_batch_size";
}
