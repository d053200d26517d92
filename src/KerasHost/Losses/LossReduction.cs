namespace KerasHost.Losses;

/// <summary>How weights and masks join losses. Mirrors tf_keras/src/utils/losses_utils.py.</summary>
internal static class LossReduction
{
    /// <summary>Weighted losses as one number, or one for each sample.</summary>
    public static Tensor Weighted(Tensor losses, Tensor? sampleWeight, string reduction)
    {
        if (sampleWeight is not null)
            losses = Op.Multiply(losses, FitRank(losses, Op.Cast(sampleWeight, losses.dtype)));
        if (reduction == "none")
            return losses;
        Tensor sum = Op.Sum(losses);
        return reduction == "sum" ? sum : Op.DivideNoNan(sum, Op.Constant(losses.shape.Size, sum));
    }

    /// <summary>Weights times the mask, scaled so that a mean is one over the elements that count.</summary>
    public static Tensor? WithMask(Tensor losses, Tensor? sampleWeight, Tensor? mask, string reduction)
    {
        if (mask is null)
            return sampleWeight;
        Tensor counts = Op.Cast(mask, losses.dtype);
        if (reduction is "auto" or "sum_over_batch_size")
            counts = Op.Multiply(counts, Op.Divide(Op.Constant(counts.shape.Size, counts), Op.Sum(counts)));
        return Join(counts, sampleWeight);
    }

    /// <summary>Weights times the mask that predictions carry.</summary>
    public static Tensor? WithMask(Tensor predictions, Tensor? sampleWeight, Tensor? mask) =>
        mask is null ? sampleWeight : Join(Op.Cast(mask, predictions.dtype), sampleWeight);

    /// <summary>Weights with the last axis of size 1 that is missing or too many against the losses.</summary>
    public static Tensor FitRank(Tensor losses, Tensor weight)
    {
        if (weight.ndim == 0 || weight.ndim == losses.ndim)
            return weight;
        if (weight.ndim == losses.ndim + 1)
            return Op.Squeeze(weight, [-1]);
        return weight.ndim == losses.ndim - 1 ? Op.ExpandDims(weight, -1) : weight;
    }

    private static Tensor Join(Tensor mask, Tensor? sampleWeight) =>
        sampleWeight is null ? mask : Op.Multiply(FitRank(mask, Op.Cast(sampleWeight, mask.dtype)), mask);
}
