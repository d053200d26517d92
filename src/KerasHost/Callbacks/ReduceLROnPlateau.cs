namespace KerasHost.Callbacks;

/// <summary>Lowers the learning rate when a value has stopped getting better. Mirrors <c>ReduceLROnPlateau</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.ReduceLROnPlateau")]
public class ReduceLROnPlateau : Callback
{
    private readonly bool _rises;
    private int _cooldownLeft;
    private double _best;

    /// <summary>Watches a value.</summary>
    /// <param name="monitor">The name of the value in the logs.</param>
    /// <param name="factor">What the learning rate is multiplied by, below 1.</param>
    /// <param name="patience">Epochs without improvement after which it is lowered.</param>
    /// <param name="verbose">1 to say so.</param>
    /// <param name="mode">"min", "max", or "auto": larger is better where the name contains acc.</param>
    /// <param name="min_delta">A smaller change is no improvement.</param>
    /// <param name="cooldown">Epochs after lowering that do not count.</param>
    /// <param name="min_lr">The lowest learning rate.</param>
    /// <param name="epsilon">The old name of <paramref name="min_delta"/>.</param>
    /// <exception cref="KerasValueException">The factor is not below 1.</exception>
    public ReduceLROnPlateau(string monitor = "val_loss", double factor = 0.1, int patience = 10, int verbose = 0, string mode = "auto",
        double min_delta = 1e-4, int cooldown = 0, double min_lr = 0, double? epsilon = null)
    {
        if (factor >= 1)
            throw new KerasValueException($"ReduceLROnPlateau does not support a factor >= 1.0. Got {PythonText.Repr(factor)}");
        if (epsilon is not null)
            Console.Error.WriteLine("WARNING: `epsilon` argument is deprecated and will be removed, use `min_delta` instead.");
        this.monitor = monitor;
        this.factor = factor;
        this.patience = patience;
        this.verbose = verbose;
        this.min_delta = epsilon ?? min_delta;
        this.cooldown = cooldown;
        this.min_lr = min_lr;
        _rises = MonitorMode.Rises(mode, "Learning rate reduction", monitor.Contains("acc", StringComparison.Ordinal));
        _best = MonitorMode.Worst(_rises);
    }

    /// <summary>The name of the value.</summary>
    public string monitor { get; }

    /// <summary>What the learning rate is multiplied by.</summary>
    public double factor { get; }

    /// <summary>Epochs without improvement after which it is lowered.</summary>
    public int patience { get; }

    /// <summary>1 to say what is done.</summary>
    public int verbose { get; }

    /// <summary>A smaller change is no improvement.</summary>
    public double min_delta { get; }

    /// <summary>Epochs after lowering that do not count.</summary>
    public int cooldown { get; }

    /// <summary>The lowest learning rate.</summary>
    public double min_lr { get; }

    /// <summary>Epochs since the last improvement.</summary>
    public int wait { get; private set; }

    /// <summary>Whether epochs do not count now.</summary>
    public bool in_cooldown() => _cooldownLeft > 0;

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs)
    {
        (wait, _cooldownLeft) = (0, 0);
        _best = MonitorMode.Worst(_rises);
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        logs["lr"] = model.optimizer.learning_rate;
        if (!logs.TryGetValue(monitor, out double current))
        {
            Console.Error.WriteLine($"WARNING: Learning rate reduction is conditioned on metric `{monitor}` which is not available. Available metrics are: {string.Join(',', logs.Keys)}");
            return;
        }
        if (in_cooldown())
        {
            _cooldownLeft--;
            wait = 0;
        }
        if (_rises ? current > _best + min_delta : current < _best - min_delta)
        {
            _best = current;
            wait = 0;
        }
        else if (!in_cooldown() && ++wait >= patience)
        {
            Lower(epoch);
        }
    }

    private void Lower(int epoch)
    {
        double old = model.optimizer.learning_rate;
        if (old <= (float)min_lr)
            return;
        double lowered = Math.Max(old * factor, min_lr);
        model.optimizer.learning_rate = lowered;
        if (verbose > 0)
            Console.Out.WriteLine($"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {PythonText.Str(lowered)}.");
        (_cooldownLeft, wait) = (cooldown, 0);
    }
}
