using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>
    /// -Σ labels · ln softmax(logits) over the last axis, as TensorFlow's <c>softmax_cross_entropy_with_logits</c>; shape <c>(…)</c>.
    /// </summary>
    /// <param name="labels">Class probabilities, of the shape and type of the logits.</param>
    /// <param name="logits">Shape <c>(…, classes)</c>.</param>
    public static Tensor SoftmaxCrossEntropy(Tensor labels, Tensor logits)
    {
        if (labels.dtype != logits.dtype)
            throw new KerasTypeException($"labels are {labels.dtype}, logits {logits.dtype}.");
        (labels, logits) = (BroadcastTo(labels, BroadcastShape(labels.shape, logits.shape)), BroadcastTo(logits, BroadcastShape(labels.shape, logits.shape)));
        return CrossEntropyOfRows(labels, logits, logits.shape.Part(0, logits.ndim - 1), sparse: false);
    }

    /// <summary>
    /// -ln softmax(logits)[label], as TensorFlow's <c>sparse_softmax_cross_entropy_with_logits</c>; shape <c>(…)</c>.
    /// </summary>
    /// <param name="labels">Classes from 0, int32 or int64, shape <c>(…)</c>.</param>
    /// <param name="logits">Shape <c>(…, classes)</c>.</param>
    /// <exception cref="KerasValueException">A label is not a class.</exception>
    public static Tensor SparseSoftmaxCrossEntropy(Tensor labels, Tensor logits)
    {
        if (labels.dtype != DType.Int32 && labels.dtype != DType.Int64)
            throw new KerasTypeException($"labels must be int32 or int64, found {labels.dtype}.");
        if (!labels.shape.IsCompatibleWith(logits.shape.Part(0, logits.ndim - 1)))
            throw new KerasShapeException($"`labels.shape` must equal `logits.shape` except for the last dimension. Received: labels.shape={labels.shape} and logits.shape={logits.shape}");
        if (!labels.IsSymbolic && logits.shape.Dim(-1) is { } classes && Engine.Current.FirstOutside(labels, classes) is >= 0 and var at)
            throw new KerasValueException($"Received a label value of {(long)labels.ElementAsDouble(at)} which is outside the valid range of [0, {classes}).  Label values: {string.Join(' ', Enumerable.Range(0, (int)labels.Length).Select(i => (long)labels.ElementAsDouble(i)))}");
        return CrossEntropyOfRows(labels, logits, labels.shape, sparse: true);
    }

    private static Tensor CrossEntropyOfRows(Tensor labels, Tensor logits, Shape shape, bool sparse)
    {
        if (labels.IsSymbolic || logits.IsSymbolic)
            return Tensor.Symbolic(logits.dtype, shape);
        int classes = logits.shape[^1];
        int rows = classes == 0 ? 0 : logits.Length / classes;
        Tensor loss = Tensor.Uninitialized(logits.dtype, rows);
        Tensor? slope = GradientTape.IsRecording ? Tensor.Uninitialized(logits.dtype, [rows, classes]) : null;
        Tensor x = logits.View([rows, classes]);
        Engine.Current.SoftmaxCrossEntropy(x, labels.View(sparse ? rows : [rows, classes]), loss, slope);
        Tensor y = loss.View(shape);
        GradientTape.Record(y, sparse ? [logits] : [logits, labels], dy =>
        {
            Tensor byRow = Reshape(dy, [rows, 1]);
            // The slope is a constant here: second derivatives go through the softmax itself.
            Tensor slopes = GradientTape.IsRecording ? Slope(labels, logits, rows, classes, sparse) : slope!;
            Gradient gradient = Reshape(Multiply(slopes, byRow), logits.shape);
            return sparse ? [gradient] : [gradient, GradientFor(labels, () => Negate(Multiply(Reshape(byRow, shape.Append(1)), LogSoftmax(logits))))];
        });
        return y;
    }

    private static Tensor Slope(Tensor labels, Tensor logits, int rows, int classes, bool sparse)
    {
        Tensor target = sparse ? OneHot(Reshape(labels, rows), classes, dtype: logits.dtype) : Reshape(labels, [rows, classes]);
        return Subtract(Softmax(Reshape(logits, [rows, classes])), target);
    }
}
