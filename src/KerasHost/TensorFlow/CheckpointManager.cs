using System.Globalization;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Saving;

namespace KerasHost.TensorFlow;

/// <summary>Keeps the newest checkpoints of a folder and deletes older ones. Mirrors tensorflow/python/checkpoint/checkpoint_management.py.</summary>
[KerasExport("tf.train.CheckpointManager")]
public sealed class CheckpointManager
{
    private readonly double? _keepEveryHours;
    private readonly string _prefix;
    private readonly Variable? _stepCounter;
    private readonly int? _interval;
    private readonly Action? _initialize;
    private readonly List<(string Path, double Time)> _kept = [];
    private double _lastPreserved;
    private long? _lastStep;

    /// <summary>A manager of a folder, which goes on with what the folder's file <c>checkpoint</c> tells.</summary>
    /// <param name="checkpoint">What is saved.</param>
    /// <param name="directory">The folder; it is made when something is saved.</param>
    /// <param name="max_to_keep">How many to keep; null for all.</param>
    /// <param name="keep_checkpoint_every_n_hours">One in so many hours is kept for good; null for none.</param>
    /// <param name="checkpoint_name">What the files' names begin with.</param>
    /// <param name="step_counter">The variable that counts steps, for <paramref name="checkpoint_interval"/>.</param>
    /// <param name="checkpoint_interval">After how many steps <see cref="save"/> saves; null for every call.</param>
    /// <param name="init_fn">What <see cref="restore_or_initialize"/> calls where there is no checkpoint.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public CheckpointManager(Checkpoint checkpoint, string directory, int? max_to_keep, double? keep_checkpoint_every_n_hours = null, string checkpoint_name = "ckpt",
        Variable? step_counter = null, int? checkpoint_interval = null, Action? init_fn = null)
    {
        if (max_to_keep <= 0)
            throw new KerasValueException($"Expected a positive integer or `None` for `max_to_keep`, got {max_to_keep}.");
        if (checkpoint_interval is not null && step_counter is null)
            throw new KerasValueException("`step_counter` should be passed if `checkpoint_interval` is not None.");
        this.checkpoint = checkpoint;
        this.directory = directory;
        this.max_to_keep = max_to_keep;
        _keepEveryHours = keep_checkpoint_every_n_hours;
        _prefix = Path.Join(directory, checkpoint_name);
        (_stepCounter, _interval, _initialize) = (step_counter, checkpoint_interval, init_fn);
        double now = Now();
        _lastPreserved = now - 1;
        if (CheckpointFunctions.get_checkpoint_state(directory) is not { } state)
            return;
        latest_checkpoint = state.model_checkpoint_path;
        _lastPreserved = Math.Min(now, state.last_preserved_timestamp ?? now - 1);
        bool isTimed = state.all_model_checkpoint_timestamps.Count == state.all_model_checkpoint_paths.Count;
        for (int i = 0; i < state.all_model_checkpoint_paths.Count; i++)
            _kept.Add((state.all_model_checkpoint_paths[i], isTimed ? state.all_model_checkpoint_timestamps[i] : now));
    }

    /// <summary>What is saved.</summary>
    public Checkpoint checkpoint { get; }

    /// <summary>The folder.</summary>
    public string directory { get; }

    /// <summary>How many are kept, or null.</summary>
    public int? max_to_keep { get; }

    /// <summary>The newest checkpoint, or null.</summary>
    public string? latest_checkpoint { get; private set; }

    /// <summary>Those that are kept, oldest first.</summary>
    public IReadOnlyList<string> checkpoints => [.. _kept.Select(one => one.Path)];

    /// <summary>Saves, and deletes what is too old.</summary>
    /// <param name="checkpoint_number">The number in the name; null counts on.</param>
    /// <param name="check_interval">Whether to save only after the steps that the manager was told.</param>
    /// <returns>The path; null when it was not time.</returns>
    public string? save(long? checkpoint_number = null, bool check_interval = true)
    {
        long? step = _interval is null ? null : (long)_stepCounter!.value.ToDouble();
        if (check_interval && step is not null && _lastStep is not null && step < _lastStep + _interval)
            return null;
        checkpoint.save_counter.assign_add(Tensor.Scalar(1L));
        string path = checkpoint_number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{number}") : checkpoint.Numbered(_prefix);
        latest_checkpoint = checkpoint.write(path);
        _lastStep = step;
        _kept.RemoveAll(one => one.Path == path);
        _kept.Add((path, Now()));
        string[] old = Sweep();
        CheckpointFunctions.UpdateState(directory, path, checkpoints, _kept.Select(one => one.Time), _lastPreserved);
        // The folder tells of the new ones before the old ones go.
        foreach (string one in old)
            TensorBundleWriter.Delete(one);
        return path;
    }

    /// <summary>Restores the newest checkpoint, or calls <c>init_fn</c> where there is none.</summary>
    /// <returns>The path restored, or null.</returns>
    public string? restore_or_initialize()
    {
        if (latest_checkpoint is not null)
        {
            checkpoint.restore(latest_checkpoint);
            _lastStep = _interval is null ? null : (long)_stepCounter!.value.ToDouble();
            return latest_checkpoint;
        }
        _initialize?.Invoke();
        return null;
    }

    private string[] Sweep()
    {
        var old = new List<string>();
        while (_kept.Count > max_to_keep)
        {
            (string path, double time) = _kept[0];
            _kept.RemoveAt(0);
            if (_keepEveryHours is { } hours && time - (hours * 3600) >= _lastPreserved)
                _lastPreserved = time;
            else
                old.Add(path);
        }
        return [.. old];
    }

    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
}
