using System.Globalization;
using System.Text;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.TensorFlow;
using KerasHost.Training;

namespace KerasHost.Callbacks;

/// <summary>
/// Writes down where training is, so that a run that was killed goes on at its next start and ends as if it had not been. Mirrors
/// <c>BackupAndRestore</c> of tf_keras/src/callbacks.py.
/// </summary>
/// <remarks>
/// The backup is a checkpoint as Keras writes it. Beside it lies what Keras forgets: the kept states of recurrent layers and where dropout
/// is in its random numbers. The program that goes on must be the same one, with the same data and seeds.
/// </remarks>
[KerasExport("keras.callbacks.BackupAndRestore", "keras.callbacks.experimental.BackupAndRestore")]
public class BackupAndRestore : Callback
{
    private const string StateEnding = ".state.npz";

    private readonly string _folder;
    private readonly int? _batches;
    private readonly bool _deletes;
    private readonly Variable _epoch = Counter("ckpt_saved_epoch"), _batch = Counter("ckpt_saved_batch"), _trained = Counter("train_counter");
    private CheckpointManager? _manager;
    private int _sinceBackup;

    /// <summary>Backs up into a folder that nothing else uses.</summary>
    /// <param name="backup_dir">The folder.</param>
    /// <param name="save_freq">"epoch", or a number of batches.</param>
    /// <param name="delete_checkpoint">Whether the backup is deleted when training ends.</param>
    /// <param name="save_before_preemption">Must be false: it is for clusters of Google's.</param>
    public BackupAndRestore(string backup_dir, SaveFrequency save_freq = default, bool delete_checkpoint = true, bool save_before_preemption = false)
    {
        if (save_before_preemption)
            throw new KerasValueException("`save_before_preemption` is not supported: it asks Google's clusters when a machine will be taken away. Use save_freq.");
        if (save_freq.Batches is < 1)
            throw new KerasValueException("Either `save_freq` or `save_before_preemption` must be set.");
        this.backup_dir = backup_dir;
        _folder = Path.Join(backup_dir, "chief");
        (_batches, _deletes) = (save_freq.Batches, delete_checkpoint);
    }

    /// <summary>The folder.</summary>
    public string backup_dir { get; }

    /// <inheritdoc/>
    public override void on_train_begin(Dictionary<string, double> logs)
    {
        _sinceBackup = 0;
        Set(_epoch, -1);
        Set(_batch, -1);
        Set(_trained, model.TrainCounter);
        var checkpoint = new Checkpoint(model: model, kwargs: new Dictionary<string, object> { ["ckpt_saved_epoch"] = _epoch, ["ckpt_saved_batch"] = _batch, ["train_counter"] = _trained });
        _manager = new(checkpoint, _folder, max_to_keep: 1);
        if (_manager.restore_or_initialize() is not { } path)
            return;
        model.TrainCounter = Get(_trained);
        Restore(path + StateEnding);
        int epoch = (int)Get(_epoch), batch = (int)Get(_batch);
        if (epoch >= 0)
            model.ResumeAt(_batches is null ? new(epoch + 1, 0) : new(epoch, batch + 1));
    }

    /// <inheritdoc/>
    public override void on_epoch_begin(int epoch, Dictionary<string, double> logs) => Set(_epoch, epoch);

    /// <inheritdoc/>
    public override void on_train_batch_begin(int batch, Dictionary<string, double> logs) => Set(_batch, batch);

    /// <inheritdoc/>
    public override void on_train_batch_end(int batch, Dictionary<string, double> logs)
    {
        if (_batches is not { } frequency || ++_sinceBackup < frequency)
            return;
        _sinceBackup = 0;
        BackUp();
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        if (_batches is null)
            BackUp();
    }

    /// <inheritdoc/>
    public override void on_train_end(Dictionary<string, double> logs)
    {
        _manager = null;
        if (_deletes && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    // The state is there before the checkpoint is, which counts from the moment when the folder's file names it.
    private void BackUp()
    {
        Set(_trained, model.TrainCounter);
        Directory.CreateDirectory(_folder);
        Save(Path.Join(_folder, string.Create(CultureInfo.InvariantCulture, $"ckpt-{Get(_manager!.checkpoint.save_counter) + 1}{StateEnding}")));
        string path = _manager.save()!;
        foreach (string old in Directory.GetFiles(_folder, "*" + StateEnding))
            if (Path.GetFileName(old) != Path.GetFileName(path) + StateEnding)
                File.Delete(old);
    }

    private void Save(string path)
    {
        var state = new Dictionary<string, NDArray>();
        foreach (RNN layer in StatefulLayers())
            for (int i = 0; i < layer.states.Count; i++)
                state[$"{layer.name}/{i}"] = layer.states[i].numpy();
        IReadOnlyList<string> random = model.RandomState;
        for (int i = 0; i < random.Count; i++)
            state[$"random/{i}"] = NDArray.Over(Encoding.ASCII.GetBytes(random[i]));
        np.savez(path, state);
    }

    private void Restore(string path)
    {
        // Python's backups have no such file.
        if (!File.Exists(path))
            return;
        var state = (NpzArchive)np.load(path);
        foreach (RNN layer in StatefulLayers())
            if (state.files.Contains($"{layer.name}/0"))
                layer.reset_states([.. Enumerable.Range(0, layer.cell.state_size.Length).Select(i => (TensorLike)state[$"{layer.name}/{i}"])]);
        model.RandomState = [.. Enumerable.Range(0, state.files.Count(name => name.StartsWith("random/", StringComparison.Ordinal)))
            .Select(i => Encoding.ASCII.GetString(state[$"random/{i}"].ToArray<byte>()))];
    }

    private IEnumerable<RNN> StatefulLayers() => model.Flatten().OfType<RNN>().Where(layer => layer.stateful);

    private static Variable Counter(string name) => new(Tensor.Scalar(-1L), trainable: false, name: name + ":0");

    private static long Get(Variable counter) => (long)counter.value.ToDouble();

    private static void Set(Variable counter, long value) => counter.assign(Tensor.Scalar(value));
}
