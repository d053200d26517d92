namespace KerasHost.Callbacks;

/// <summary>A callback of functions. Mirrors <c>LambdaCallback</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.LambdaCallback")]
public sealed class LambdaCallback : Callback
{
    private readonly Action<int, Dictionary<string, double>>? _epochBegin, _epochEnd, _batchBegin, _batchEnd, _trainBatchBegin, _trainBatchEnd, _testBatchBegin,
        _testBatchEnd, _predictBatchBegin, _predictBatchEnd;

    private readonly Action<Dictionary<string, double>>? _trainBegin, _trainEnd, _testBegin, _testEnd, _predictBegin, _predictEnd;

    /// <summary>A callback of functions; those that are null do nothing.</summary>
    /// <param name="on_epoch_begin">Takes the number of the epoch and its values.</param>
    /// <param name="on_epoch_end">Takes the number of the epoch and its values.</param>
    /// <param name="on_batch_begin">Takes the number of the batch and its values.</param>
    /// <param name="on_batch_end">Takes the number of the batch and its values.</param>
    /// <param name="on_train_begin">Takes the values.</param>
    /// <param name="on_train_end">Takes the values.</param>
    /// <param name="on_train_batch_begin">In place of <paramref name="on_batch_begin"/>.</param>
    /// <param name="on_train_batch_end">In place of <paramref name="on_batch_end"/>.</param>
    /// <param name="on_test_begin">Takes the values.</param>
    /// <param name="on_test_end">Takes the values.</param>
    /// <param name="on_test_batch_begin">Takes the number of the batch and its values.</param>
    /// <param name="on_test_batch_end">Takes the number of the batch and its values.</param>
    /// <param name="on_predict_begin">Takes the values.</param>
    /// <param name="on_predict_end">Takes the values.</param>
    /// <param name="on_predict_batch_begin">Takes the number of the batch and its values.</param>
    /// <param name="on_predict_batch_end">Takes the number of the batch and its values.</param>
    public LambdaCallback(
        Action<int, Dictionary<string, double>>? on_epoch_begin = null, Action<int, Dictionary<string, double>>? on_epoch_end = null,
        Action<int, Dictionary<string, double>>? on_batch_begin = null, Action<int, Dictionary<string, double>>? on_batch_end = null,
        Action<Dictionary<string, double>>? on_train_begin = null, Action<Dictionary<string, double>>? on_train_end = null,
        Action<int, Dictionary<string, double>>? on_train_batch_begin = null, Action<int, Dictionary<string, double>>? on_train_batch_end = null,
        Action<Dictionary<string, double>>? on_test_begin = null, Action<Dictionary<string, double>>? on_test_end = null,
        Action<int, Dictionary<string, double>>? on_test_batch_begin = null, Action<int, Dictionary<string, double>>? on_test_batch_end = null,
        Action<Dictionary<string, double>>? on_predict_begin = null, Action<Dictionary<string, double>>? on_predict_end = null,
        Action<int, Dictionary<string, double>>? on_predict_batch_begin = null, Action<int, Dictionary<string, double>>? on_predict_batch_end = null)
    {
        (_epochBegin, _epochEnd, _batchBegin, _batchEnd) = (on_epoch_begin, on_epoch_end, on_batch_begin, on_batch_end);
        (_trainBegin, _trainEnd, _trainBatchBegin, _trainBatchEnd) = (on_train_begin, on_train_end, on_train_batch_begin, on_train_batch_end);
        (_testBegin, _testEnd, _testBatchBegin, _testBatchEnd) = (on_test_begin, on_test_end, on_test_batch_begin, on_test_batch_end);
        (_predictBegin, _predictEnd, _predictBatchBegin, _predictBatchEnd) = (on_predict_begin, on_predict_end, on_predict_batch_begin, on_predict_batch_end);
    }

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs) => _epochBegin?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs) => _epochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void on_train_batch_begin(int batch, Dictionary<string, double> logs) => (_trainBatchBegin ?? _batchBegin)?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, Dictionary<string, double> logs) => (_trainBatchEnd ?? _batchEnd)?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs) => _trainBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void on_train_end(Dictionary<string, double> logs) => _trainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void on_test_begin(Dictionary<string, double> logs) => _testBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void on_test_end(Dictionary<string, double> logs) => _testEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void on_test_batch_begin(int batch, Dictionary<string, double> logs) => _testBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void on_test_batch_end(int batch, Dictionary<string, double> logs) => _testBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void on_predict_begin(Dictionary<string, double> logs) => _predictBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void on_predict_end(Dictionary<string, double> logs) => _predictEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void on_predict_batch_begin(int batch, Dictionary<string, double> logs) => _predictBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void on_predict_batch_end(int batch, Dictionary<string, double> logs) => _predictBatchEnd?.Invoke(batch, logs);
}
