namespace KerasHost.Metrics;

/// <summary>2·precision·recall / (precision + recall). Mirrors <c>F1Score</c> of tf_keras/src/metrics/f_score_metrics.py.</summary>
[KerasExport("keras.metrics.F1Score")]
public class F1Score : FBetaScore
{
    /// <summary>An F1 score.</summary>
    /// <param name="average">null for a result for each class, <c>micro</c> (all classes counted together), <c>macro</c> (the mean) or <c>weighted</c> (by their targets).</param>
    /// <param name="threshold">Above it a class is predicted; null predicts the class of the largest probability.</param>
    /// <param name="name">The name under which its values appear.</param>
    /// <param name="dtype">The type of its state.</param>
    /// <exception cref="KerasValueException">An argument is none of these.</exception>
    public F1Score(string? average = null, double? threshold = null, string? name = "f1_score", DType? dtype = null)
        : base(average, 1.0, threshold, name, dtype) { }
}
