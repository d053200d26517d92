using System.Globalization;
using KerasHost.Saving;

namespace KerasHost.TensorFlow;

/// <summary>
/// Objects that are saved and restored together: models, layers, optimizers, variables, and lists or dictionaries of them. Mirrors
/// <c>tf.train.Checkpoint</c> of tensorflow/python/checkpoint/checkpoint.py.
/// </summary>
[KerasExport("tf.train.Checkpoint")]
public sealed class Checkpoint
{
    private readonly List<(string Name, object Value)> _tracked = [];
    private readonly object? _root;
    private Variable? _saveCounter;

    /// <summary>A checkpoint of these objects. Python takes any keyword; the usual ones have parameters here, others go into <paramref name="kwargs"/>.</summary>
    /// <param name="root">An object whose own objects are saved as if they were this checkpoint's; null for none.</param>
    /// <param name="model">A model, saved under <c>model</c>.</param>
    /// <param name="optimizer">An optimizer, saved under <c>optimizer</c>.</param>
    /// <param name="net">A model, saved under <c>net</c>.</param>
    /// <param name="step">A variable, saved under <c>step</c>.</param>
    /// <param name="encoder">A model, saved under <c>encoder</c>.</param>
    /// <param name="decoder">A model, saved under <c>decoder</c>.</param>
    /// <param name="generator">A model, saved under <c>generator</c>.</param>
    /// <param name="discriminator">A model, saved under <c>discriminator</c>.</param>
    /// <param name="kwargs">Other objects by name.</param>
    /// <exception cref="KerasValueException">An object of a kind that holds no variables.</exception>
    public Checkpoint(object? root = null, object? model = null, object? optimizer = null, object? net = null, object? step = null,
        object? encoder = null, object? decoder = null, object? generator = null, object? discriminator = null, IReadOnlyDictionary<string, object>? kwargs = null)
    {
        _root = root is null ? null : Check("root", root);
        foreach ((string name, object? value) in (ReadOnlySpan<(string, object?)>)[("model", model), ("optimizer", optimizer), ("net", net), ("step", step),
            ("encoder", encoder), ("decoder", decoder), ("generator", generator), ("discriminator", discriminator)])
            if (value is not null)
                _tracked.Add((name, Check(name, value)));
        foreach ((string name, object value) in kwargs ?? new Dictionary<string, object>())
            _tracked.Add((name, Check(name, value)));
    }

    /// <summary>The object under a name.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    public object this[string name] => _tracked.Find(item => item.Name == name).Value
        ?? throw new KerasValueException($"'Checkpoint' object has no attribute '{name}'. It has: {string.Join(", ", _tracked.Select(item => item.Name))}");

    /// <summary>The variable that was given as <c>step</c>.</summary>
    /// <exception cref="KerasValueException">None was.</exception>
    public Variable step => this["step"] as Variable ?? throw new KerasValueException("The checkpoint's 'step' is no variable.");

    /// <summary>How often <see cref="save"/> was called; it is saved too.</summary>
    public Variable save_counter => _saveCounter ??= new(Tensor.Scalar(0L), false, "save_counter:0");

    /// <summary>The objects by name, those of the root first.</summary>
    internal IEnumerable<(string Name, object Child)> Tracked =>
        [.. _root is null ? [] : CheckpointObjects.ChildrenOf(_root), .. _tracked, .. _saveCounter is null ? [] : new (string, object)[] { ("save_counter", _saveCounter) }];

    /// <summary>Writes a checkpoint with a number, one more each time, and notes it as the newest in its folder.</summary>
    /// <param name="file_prefix">What the files' names begin with; the number follows after a dash. Missing folders are made.</param>
    /// <returns>The path, which <see cref="restore"/> takes.</returns>
    public string save(string file_prefix)
    {
        save_counter.assign_add(Tensor.Scalar(1L));
        string path = write(Numbered(file_prefix));
        CheckpointFunctions.UpdateState(CheckpointFiles.FolderOf(path), path);
        return path;
    }

    /// <summary>Writes a checkpoint under just this path, without a number, and leaves the file <c>checkpoint</c> alone.</summary>
    /// <returns>The path.</returns>
    public string write(string file_prefix)
    {
        CheckpointWriter.Write(this, file_prefix);
        return file_prefix;
    }

    /// <summary>Sets the objects from a checkpoint, those that are made later too.</summary>
    /// <param name="save_path">The path that <see cref="save"/> gave; null, as <c>latest_checkpoint</c> gives where there is none, sets nothing.</param>
    /// <exception cref="FileNotFoundException">There is no checkpoint.</exception>
    /// <exception cref="KerasValueException">A shape differs; all such are listed, and nothing has changed.</exception>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public CheckpointLoadStatus restore(string? save_path)
    {
        // The counter exists from here on, so that it is restored too.
        _ = save_counter;
        return read(save_path);
    }

    /// <summary>As <see cref="restore"/>, for what <see cref="write"/> wrote.</summary>
    /// <inheritdoc cref="restore"/>
    public CheckpointLoadStatus read(string? save_path)
    {
        if (save_path is null)
            return CheckpointLoadStatus.None;
        return CheckpointFiles.Restore(this, CheckpointFiles.Find(save_path)
            ?? throw new FileNotFoundException($"Error when restoring from checkpoint or SavedModel at {save_path}: Unsuccessful TensorSliceReader constructor: Failed to find any matching files for {save_path}", save_path));
    }

    /// <summary>The path of the next checkpoint.</summary>
    internal string Numbered(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{(long)save_counter.value.ToDouble()}");

    private static object Check(string name, object value) => CheckpointObjects.IsTracked(value) ? value
        : throw new KerasValueException($"`Checkpoint` was expecting {name} to be a trackable object (an object derived from `Trackable`), got {value}. A model, layer, optimizer, variable, or a list or dictionary of them is wanted.");
}
