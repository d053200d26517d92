using KerasHost.Models;
using KerasHost.Training;

namespace KerasHost.Callbacks;

/// <summary>
/// Code that runs at points of training, evaluation and prediction. A callback of a script derives from it and overrides what it needs.
/// Changes that it makes to <c>logs</c> are seen by the callbacks after it. Mirrors tf_keras/src/callbacks.py.
/// </summary>
public abstract class Callback
{
    private Model? _model;

    /// <summary>The model that runs.</summary>
    public Model model => _model ?? throw new KerasException($"{GetType().Name} belongs to no model yet: it gets one when fit, evaluate or predict starts.");

    /// <summary>How training was called: verbose, epochs, steps.</summary>
    public FitParameters @params { get; private set; } = new();

    /// <summary>Says which model runs; Keras's <c>set_model</c>.</summary>
    protected internal virtual void Attach(Model model) => _model = model;

    /// <summary>Says how training was called; Keras's <c>set_params</c>.</summary>
    protected internal virtual void Attach(FitParameters parameters) => @params = parameters;

    /// <summary>Before the first epoch.</summary>
    public virtual void on_train_begin(Dictionary<string, double> logs) { }
    /// <summary>After the last epoch.</summary>
    public virtual void on_train_end(Dictionary<string, double> logs) { }
    /// <summary>Before an epoch, counted from 0.</summary>
    public virtual void on_epoch_begin(int epoch, Dictionary<string, double> logs) { }
    /// <summary>After an epoch and its validation.</summary>
    public virtual void on_epoch_end(int epoch, Dictionary<string, double> logs) { }
    /// <summary>Before a training batch; the older name of <see cref="on_train_batch_begin"/>.</summary>
    public virtual void on_batch_begin(int batch, Dictionary<string, double> logs) { }
    /// <summary>After a training batch; the older name of <see cref="on_train_batch_end"/>.</summary>
    public virtual void on_batch_end(int batch, Dictionary<string, double> logs) { }
    /// <summary>Before a training batch, counted from 0 in each epoch.</summary>
    public virtual void on_train_batch_begin(int batch, Dictionary<string, double> logs) => on_batch_begin(batch, logs);
    /// <summary>After a training batch; the values are means over the epoch so far.</summary>
    public virtual void on_train_batch_end(int batch, Dictionary<string, double> logs) => on_batch_end(batch, logs);
    /// <summary>Before evaluation or validation.</summary>
    public virtual void on_test_begin(Dictionary<string, double> logs) { }
    /// <summary>After evaluation or validation.</summary>
    public virtual void on_test_end(Dictionary<string, double> logs) { }
    /// <summary>Before an evaluation batch.</summary>
    public virtual void on_test_batch_begin(int batch, Dictionary<string, double> logs) { }
    /// <summary>After an evaluation batch.</summary>
    public virtual void on_test_batch_end(int batch, Dictionary<string, double> logs) { }
    /// <summary>Before prediction.</summary>
    public virtual void on_predict_begin(Dictionary<string, double> logs) { }
    /// <summary>After prediction.</summary>
    public virtual void on_predict_end(Dictionary<string, double> logs) { }
    /// <summary>Before a prediction batch.</summary>
    public virtual void on_predict_batch_begin(int batch, Dictionary<string, double> logs) { }
    /// <summary>After a prediction batch.</summary>
    public virtual void on_predict_batch_end(int batch, Dictionary<string, double> logs) { }
}
