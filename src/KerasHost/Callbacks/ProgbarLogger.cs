using KerasHost.Text;
using KerasHost.Training;

namespace KerasHost.Callbacks;

/// <summary>Prints the progress bar. Mirrors <c>ProgbarLogger</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.ProgbarLogger")]
public sealed class ProgbarLogger : Callback
{
    private Progbar? _progbar;
    private (string, double)[] _values = [];
    private int? _target;
    private int _seen;
    private bool _inFit;

    /// <inheritdoc/>
    protected internal override void Attach(FitParameters parameters)
    {
        base.Attach(parameters);
        _target = parameters.steps;
    }

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs) => _inFit = true;

    /// <inheritdoc/>
    public override void on_test_begin(Dictionary<string, double> logs)
    {
        if (!_inFit)
            Start();
    }

    /// <inheritdoc/>
    public override void on_predict_begin(Dictionary<string, double> logs) => Start();

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs)
    {
        Start();
        if (@params.verbose != 0 && @params.epochs > 1)
            Console.Out.WriteLine($"Epoch {epoch + 1}/{@params.epochs}");
    }

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, Dictionary<string, double> logs) => Step(batch, logs);

    /// <inheritdoc/>
    public override void on_test_batch_end(int batch, Dictionary<string, double> logs)
    {
        if (!_inFit)
            Step(batch, logs);
    }

    /// <inheritdoc/>
    public override void on_predict_batch_end(int batch, Dictionary<string, double> logs) => Step(batch, []);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs) => Finish(logs);

    /// <inheritdoc/>
    public override void on_test_end(Dictionary<string, double> logs)
    {
        if (!_inFit)
            Finish(logs);
    }

    /// <inheritdoc/>
    public override void on_predict_end(Dictionary<string, double> logs) => Finish([]);

    private void Start()
    {
        _seen = 0;
        _progbar = new Progbar(_target, verbose: @params.verbose);
    }

    private void Step(int batch, Dictionary<string, double> logs)
    {
        _progbar!.UpdateStatefulMetrics(model.metrics_names);
        _seen = batch + 1;
        if (@params.verbose == 1)
            _progbar.update(_seen, Values(logs), false);
    }

    private void Finish(Dictionary<string, double> logs)
    {
        _target ??= _seen;
        _progbar!.Target = _target;
        _progbar.update(_target.Value, Values(logs), true);
    }

    // The values are those of metrics over the epoch so far: shown as they are.
    private ReadOnlySpan<(string, double)> Values(Dictionary<string, double> logs)
    {
        if (_values.Length != logs.Count)
            _values = new (string, double)[logs.Count];
        int i = 0;
        foreach ((string name, double value) in logs)
            _values[i++] = (name, value);
        return _values;
    }
}
