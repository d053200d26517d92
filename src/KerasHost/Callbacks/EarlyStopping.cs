using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Callbacks;

/// <summary>Ends training when a value has stopped getting better. Mirrors <c>EarlyStopping</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.EarlyStopping")]
public class EarlyStopping : Callback
{
    private readonly bool _rises;
    private readonly double _minDelta;

    /// <summary>Watches a value.</summary>
    /// <param name="monitor">The name of the value in the logs.</param>
    /// <param name="min_delta">A smaller change is no improvement.</param>
    /// <param name="patience">Epochs without improvement after which training ends.</param>
    /// <param name="verbose">1 to say so.</param>
    /// <param name="mode">"min", "max", or "auto": larger is better where the name ends in acc, accuracy or auc.</param>
    /// <param name="baseline">A value that must be beaten, or null.</param>
    /// <param name="restore_best_weights">Whether the model ends with the weights of its best epoch.</param>
    /// <param name="start_from_epoch">Epochs before this one, counted from 0, do not count.</param>
    public EarlyStopping(string monitor = "val_loss", double min_delta = 0, int patience = 0, int verbose = 0, string mode = "auto",
        double? baseline = null, bool restore_best_weights = false, int start_from_epoch = 0)
    {
        this.monitor = monitor;
        this.patience = patience;
        this.verbose = verbose;
        this.baseline = baseline;
        this.restore_best_weights = restore_best_weights;
        this.start_from_epoch = start_from_epoch;
        _rises = MonitorMode.Rises(mode, nameof(EarlyStopping), monitor.EndsWith("acc", StringComparison.Ordinal)
            || monitor.EndsWith("accuracy", StringComparison.Ordinal) || monitor.EndsWith("auc", StringComparison.Ordinal));
        _minDelta = _rises ? Math.Abs(min_delta) : -Math.Abs(min_delta);
        best = MonitorMode.Worst(_rises);
    }

    /// <summary>The name of the value.</summary>
    public string monitor { get; }

    /// <summary>Epochs without improvement after which training ends.</summary>
    public int patience { get; }

    /// <summary>1 to say what is done.</summary>
    public int verbose { get; }

    /// <summary>A value that must be beaten, or null.</summary>
    public double? baseline { get; }

    /// <summary>Whether the model ends with the weights of its best epoch.</summary>
    public bool restore_best_weights { get; }

    /// <summary>The first epoch that counts, from 0.</summary>
    public int start_from_epoch { get; }

    /// <summary>Epochs since the last improvement.</summary>
    public int wait { get; private set; }

    /// <summary>The epoch, counted from 0, after which training was ended; 0 when it was not.</summary>
    public int stopped_epoch { get; private set; }

    /// <summary>The best value so far.</summary>
    public double best { get; private set; }

    /// <summary>The epoch of the best value, counted from 0.</summary>
    public int best_epoch { get; private set; }

    /// <summary>The weights of the best epoch; null unless they are to be restored.</summary>
    public List<NDArray>? best_weights { get; private set; }

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs)
    {
        (wait, stopped_epoch, best_epoch) = (0, 0, 0);
        best = MonitorMode.Worst(_rises);
        best_weights = null;
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        if (!logs.TryGetValue(monitor, out double current))
        {
            Console.Error.WriteLine($"WARNING: Early stopping conditioned on metric `{monitor}` which is not available. Available metrics are: {string.Join(',', logs.Keys)}");
            return;
        }
        if (epoch < start_from_epoch)
            return;
        if (restore_best_weights && best_weights is null)
            (best_weights, best_epoch) = (model.get_weights(), epoch);
        wait++;
        if (IsImprovement(current, best))
        {
            (best, best_epoch) = (current, epoch);
            if (restore_best_weights)
                best_weights = model.get_weights();
            if (baseline is not { } wanted || IsImprovement(current, wanted))
                wait = 0;
            return;
        }
        if (wait < patience || epoch == 0)
            return;
        stopped_epoch = epoch;
        model.stop_training = true;
    }

    /// <inheritdoc/>
    public override void on_train_end(Dictionary<string, double> logs)
    {
        if (stopped_epoch > 0 && verbose > 0)
            Console.Out.WriteLine($"Epoch {stopped_epoch + 1}: early stopping");
        if (best_weights is null)
            return;
        if (verbose > 0)
            Console.Out.WriteLine($"Restoring model weights from the end of the best epoch: {best_epoch + 1}.");
        model.set_weights(best_weights);
    }

    private bool IsImprovement(double value, double reference) => _rises ? value - _minDelta > reference : value - _minDelta < reference;
}
