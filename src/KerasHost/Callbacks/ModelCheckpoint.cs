using KerasHost.Printing;
using KerasHost.Saving;

namespace KerasHost.Callbacks;

/// <summary>Saves the model or its weights while it trains. Mirrors <c>ModelCheckpoint</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.ModelCheckpoint")]
public class ModelCheckpoint : Callback
{
    private readonly int? _saveFrequency;
    private readonly int _period;
    private readonly bool _rises, _loadsOnRestart;
    private int _epoch, _epochsSinceSave, _batchesSinceSave, _lastBatch = -1;

    /// <summary>Saves to files.</summary>
    /// <param name="filepath">The file, with places such as <c>{epoch:02d}</c> (counted from 1), <c>{batch}</c> where batches count, and <c>{val_loss:.3f}</c>.</param>
    /// <param name="monitor">The name of the value that says which model is best.</param>
    /// <param name="verbose">1 to say what is saved.</param>
    /// <param name="save_best_only">Whether only models are saved that are better than all before.</param>
    /// <param name="save_weights_only">Whether <c>save_weights</c> is called rather than <c>save</c>.</param>
    /// <param name="mode">"min", "max", or "auto": larger is better where the name contains acc or begins with fmeasure.</param>
    /// <param name="save_freq">"epoch", or a number of batches.</param>
    /// <param name="initial_value_threshold">The value that the first saved model must beat, or null.</param>
    /// <param name="load_weights_on_restart">An old argument: whether training starts with the weights of the newest file that fits the pattern, if there is one.</param>
    /// <param name="period">An old argument: the number of epochs between savings.</param>
    public ModelCheckpoint(string filepath, string monitor = "val_loss", int verbose = 0, bool save_best_only = false, bool save_weights_only = false,
        string mode = "auto", SaveFrequency save_freq = default, double? initial_value_threshold = null, bool? load_weights_on_restart = null, int? period = null)
    {
        if (load_weights_on_restart is not null)
            Console.Error.WriteLine("WARNING: `load_weights_on_restart` argument is deprecated. Please use `model.load_weights()` for loading weights before the start of `model.fit()`.");
        if (period is not null)
            Console.Error.WriteLine("WARNING: `period` argument is deprecated. Please use `save_freq` to specify the frequency in number of batches seen.");
        this.filepath = filepath;
        this.monitor = monitor;
        this.verbose = verbose;
        this.save_best_only = save_best_only;
        this.save_weights_only = save_weights_only;
        _loadsOnRestart = load_weights_on_restart ?? false;
        _saveFrequency = save_freq.Batches;
        _period = period ?? 1;
        _rises = MonitorMode.Rises(mode, nameof(ModelCheckpoint),
            monitor.Contains("acc", StringComparison.Ordinal) || monitor.StartsWith("fmeasure", StringComparison.Ordinal));
        best = initial_value_threshold ?? MonitorMode.Worst(_rises);
    }

    /// <summary>The pattern of the files.</summary>
    public string filepath { get; }

    /// <summary>The name of the value that says which model is best.</summary>
    public string monitor { get; }

    /// <summary>1 to say what is saved.</summary>
    public int verbose { get; }

    /// <summary>Whether only models are saved that are better than all before.</summary>
    public bool save_best_only { get; }

    /// <summary>Whether only weights are saved.</summary>
    public bool save_weights_only { get; }

    /// <summary>The best value so far.</summary>
    public double best { get; private set; }

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs)
    {
        if (_loadsOnRestart && FilePattern.Newest(filepath) is { } newest)
            model.load_weights(newest);
    }

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs) => _epoch = epoch;

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, Dictionary<string, double> logs)
    {
        if (_saveFrequency is not { } frequency)
            return;
        _batchesSinceSave += batch <= _lastBatch ? batch + 1 : batch - _lastBatch;
        _lastBatch = batch;
        if (_batchesSinceSave < frequency)
            return;
        _batchesSinceSave = 0;
        SaveIfWanted(_epoch, batch, logs);
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        _epochsSinceSave++;
        if (_saveFrequency is null && _epochsSinceSave >= _period)
            SaveIfWanted(epoch, null, logs);
    }

    /// <summary>Saves the model or its weights.</summary>
    internal virtual void Save(string path)
    {
        if (save_weights_only)
            model.save_weights(path, overwrite: true);
        else
            model.save(path, overwrite: true);
    }

    private void SaveIfWanted(int epoch, int? batch, Dictionary<string, double> logs)
    {
        _epochsSinceSave = 0;
        string path = PathOf(epoch, batch, logs);
        if (!save_best_only)
        {
            Say($"Epoch {epoch + 1}: saving model to {path}");
            SaveAt(path);
            return;
        }
        if (!logs.TryGetValue(monitor, out double current))
        {
            Console.Error.WriteLine($"WARNING: Can save best model only with {monitor} available, skipping.");
            return;
        }
        if (_rises ? !(current > best) : !(current < best))
        {
            Say($"Epoch {epoch + 1}: {monitor} did not improve from {Short(best)}");
            return;
        }
        Say($"Epoch {epoch + 1}: {monitor} improved from {Short(best)} to {Short(current)}, saving model to {path}");
        best = current;
        SaveAt(path);
    }

    private static string Short(double value) => PythonFormat.Format(value, ".5f");

    private void Say(string text)
    {
        if (verbose > 0)
            Console.Out.WriteLine("\n" + text);
    }

    private void SaveAt(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        if (Directory.Exists(path) && (path.EndsWith(".keras", StringComparison.Ordinal) || ModelFormat.IsHdf5Name(path)))
            throw new KerasException($"Please specify a non-directory filepath for ModelCheckpoint. Filepath used is an existing directory: {path}");
        Save(path);
    }

    private string PathOf(int epoch, int? batch, Dictionary<string, double> logs)
    {
        var values = new Dictionary<string, object> { ["epoch"] = epoch + 1 };
        if (batch is { } number)
            values["batch"] = number + 1;
        foreach ((string name, double value) in logs)
            values[name] = value;
        return FilePattern.Fill(filepath, values);
    }
}
