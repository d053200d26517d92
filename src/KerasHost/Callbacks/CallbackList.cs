using KerasHost.Models;
using KerasHost.Training;

namespace KerasHost.Callbacks;

/// <summary>The callbacks of one call of fit, evaluate or predict, in Keras's order: the user's, then the progress bar, then the history.</summary>
internal sealed class CallbackList
{
    private readonly List<Callback> _callbacks;

    public CallbackList(IReadOnlyList<Callback>? callbacks, Model model, FitParameters parameters, bool addHistory)
    {
        _callbacks = [.. callbacks ?? []];
        if (_callbacks.IndexOf(null!) is >= 0 and var missing)
            throw new KerasTypeException($"'NoneType' object has no attribute 'set_model': there is no callback at position {missing} of `callbacks`.");
        if (parameters.verbose != 0 && !_callbacks.Exists(c => c is ProgbarLogger))
            _callbacks.Add(new ProgbarLogger());
        if (addHistory && !_callbacks.Exists(c => c is History))
            _callbacks.Add(new History());
        History = _callbacks.OfType<History>().FirstOrDefault();
        foreach (Callback callback in _callbacks)
        {
            callback.Attach(model);
            callback.Attach(parameters);
        }
    }

    /// <summary>Where the values of the epochs are kept.</summary>
    public History? History { get; }

    /// <summary>Calls one hook of every callback in order.</summary>
    public void Call(Action<Callback> hook)
    {
        foreach (Callback callback in _callbacks)
            hook(callback);
    }

    public void TrainBatchBegin(int batch, Dictionary<string, double> logs)
    {
        foreach (Callback callback in _callbacks)
            callback.on_train_batch_begin(batch, logs);
    }

    public void TrainBatchEnd(int batch, Dictionary<string, double> logs)
    {
        foreach (Callback callback in _callbacks)
            callback.on_train_batch_end(batch, logs);
    }

    public void TestBatchBegin(int batch, Dictionary<string, double> logs)
    {
        foreach (Callback callback in _callbacks)
            callback.on_test_batch_begin(batch, logs);
    }

    public void TestBatchEnd(int batch, Dictionary<string, double> logs)
    {
        foreach (Callback callback in _callbacks)
            callback.on_test_batch_end(batch, logs);
    }

    public void PredictBatchBegin(int batch, Dictionary<string, double> logs)
    {
        foreach (Callback callback in _callbacks)
            callback.on_predict_batch_begin(batch, logs);
    }

    public void PredictBatchEnd(int batch, Dictionary<string, double> logs)
    {
        foreach (Callback callback in _callbacks)
            callback.on_predict_batch_end(batch, logs);
    }
}
