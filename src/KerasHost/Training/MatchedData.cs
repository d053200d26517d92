namespace KerasHost.Training;

/// <summary>Targets and weights brought to the rank and type of the predictions, as Keras does before losses and metrics.</summary>
internal static class MatchedData
{
    /// <summary>Targets <c>(batch)</c> become <c>(batch, 1)</c> beside predictions of two axes; floats (integers) take the type of float (integer) predictions.</summary>
    public static (Tensor Y, Tensor? SampleWeight) Match(Tensor y, Tensor predictions, Tensor? sampleWeight)
    {
        if (y.ndim == 1 && predictions.ndim == 2)
            y = Op.ExpandDims(y, -1);
        if (sampleWeight is { ndim: 1 } && predictions.ndim == 2)
            sampleWeight = Op.ExpandDims(sampleWeight, -1);
        if ((y.dtype.is_floating && predictions.dtype.is_floating) || (y.dtype.is_integer && predictions.dtype.is_integer))
            y = Op.Cast(y, predictions.dtype);
        return (y, sampleWeight is null ? null : Op.Cast(sampleWeight, predictions.dtype));
    }
}
