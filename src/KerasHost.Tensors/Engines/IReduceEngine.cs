namespace KerasHost.Engines;

/// <summary>Functions of all elements along an axis. float32 sums keep their error at a few units in the last place, however long.</summary>
public interface IReduceEngine
{
    /// <summary>Reduces x over <paramref name="axes"/> (increasing, not negative); y has the other axes, in order, or all with size 1.</summary>
    void Reduce(ReduceKind kind, Tensor x, ReadOnlySpan<int> axes, Tensor y);

    /// <summary>Position of the first largest (or smallest) element along an axis; y is int64 or int32 without that axis.</summary>
    void ArgReduce(ReduceKind kind, Tensor x, int axis, Tensor y);

    /// <summary>y = exp(x) / Σ exp(x) over the last axis.</summary>
    void Softmax(Tensor x, Tensor y);

    /// <summary>y = x - ln Σ exp(x) over the last axis.</summary>
    void LogSoftmax(Tensor x, Tensor y);

    /// <summary>Running sum along an axis.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis, not negative.</param>
    /// <param name="exclusive">Whether an element's own value is left out of its sum.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    /// <param name="y">The sums, of the shape of x.</param>
    void CumulativeSum(Tensor x, int axis, bool exclusive, bool reverse, Tensor y);

    /// <summary>
    /// Crossentropy of the softmax of <paramref name="logits"/> <c>(rows, classes)</c> with integer <paramref name="labels"/> <c>(rows)</c>
    /// (int32 or int64) or class probabilities <c>(rows, classes)</c>: <paramref name="loss"/> <c>(rows)</c> and, where wanted,
    /// <paramref name="gradient"/> <c>(rows, classes)</c>, the derivative of each row's loss with respect to its logits.
    /// An integer label outside the classes gives NaN there (callers check labels first).
    /// </summary>
    void SoftmaxCrossEntropy(Tensor logits, Tensor labels, Tensor loss, Tensor? gradient);
}
