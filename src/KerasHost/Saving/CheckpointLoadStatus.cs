
namespace KerasHost.Saving;

/// <summary>
/// What a checkpoint and the objects that it was loaded into have in common. Mirrors <c>CheckpointLoadStatus</c> of
/// tensorflow/python/checkpoint/checkpoint.py.
/// </summary>
public sealed class CheckpointLoadStatus
{
    private const int Shown = 10;

    private readonly Func<IEnumerable<string>> _unused;
    private readonly Func<IEnumerable<Variable>> _missing;
    private readonly Func<bool> _isTrivial;
    private readonly string? _nothing;

    private CheckpointLoadStatus(Func<IEnumerable<string>> unused, Func<IEnumerable<Variable>> missing, Func<bool> isTrivial, string? nothing = null) =>
        (_unused, _missing, _isTrivial, _nothing) = (unused, missing, isTrivial, nothing);

    /// <summary>What a file gives that holds exactly the weights.</summary>
    internal static CheckpointLoadStatus Complete { get; } = new(() => [], () => [], () => false);

    /// <summary>The status where there is no checkpoint, as <c>latest_checkpoint</c> tells by None: every question is an error.</summary>
    internal static CheckpointLoadStatus None { get; } = new(() => [], () => [], () => true, "No checkpoint specified (save_path=None); nothing is being restored.");

    /// <summary>The status of a checkpoint with objects.</summary>
    internal static CheckpointLoadStatus Of(CheckpointRestore restore) => new(() => restore.Unused, () => restore.Missing, () => restore.IsTrivial);

    /// <summary>The status of a checkpoint by names.</summary>
    internal static CheckpointLoadStatus Of(string[] unused, Variable[] missing) => new(() => unused, () => missing, () => false);

    /// <summary>Makes sure that every value of the checkpoint was taken and every variable set.</summary>
    /// <exception cref="KerasValueException">One was not; the message lists them.</exception>
    public CheckpointLoadStatus assert_consumed()
    {
        CheckIsAny();
        string[] unused = [.. _unused()];
        if (unused.Length > 0)
            throw new KerasValueException($"Unresolved object in checkpoint: {List(unused)}");
        return assert_existing_objects_matched();
    }

    /// <summary>Makes sure that every variable that exists was set.</summary>
    /// <exception cref="KerasValueException">One was not; the message lists them.</exception>
    public CheckpointLoadStatus assert_existing_objects_matched()
    {
        CheckIsAny();
        string[] missing = [.. _missing().Select(variable => $"{variable.name} {variable.shape}")];
        return missing.Length == 0 ? this : throw new KerasValueException(
            $"Found {missing.Length} Python objects that were not bound to checkpointed values, likely due to changes in the Python program. Showing {Math.Min(Shown, missing.Length)} of {missing.Length} unmatched objects: [{List(missing)}]");
    }

    /// <summary>Makes sure that the checkpoint has anything of the objects. <c>load_weights</c> does so by itself.</summary>
    /// <exception cref="KerasValueException">It has not.</exception>
    public CheckpointLoadStatus assert_nontrivial_match()
    {
        CheckIsAny();
        if (!_isTrivial())
            return this;
        string[] missing = [.. _missing().Select(variable => $"{variable.name} {variable.shape}")];
        throw new KerasValueException(missing.Length == 0
            ? "Nothing to load. No dependencies have been added to the object yet, or none that the checkpoint has."
            : $"Nothing except the root object matched a checkpointed value. Typically this means that the checkpoint does not match the Python program. The following objects have no matching checkpointed value: [{List(missing)}]. The checkpoint has: [{List([.. _unused()])}]");
    }

    /// <summary>Says that not everything is meant to be taken; in Python this keeps warnings away.</summary>
    public CheckpointLoadStatus expect_partial() => this;

    /// <summary>Sets what is not set yet; here all is, as in eager Python.</summary>
    public void initialize_or_restore() { }

    /// <summary>Runs what restores; here it has run, as in eager Python.</summary>
    public void run_restore_ops() { }

    private void CheckIsAny()
    {
        if (_nothing is not null)
            throw new KerasValueException(_nothing);
    }

    private static string List(string[] items) => string.Join(", ", items.Take(Shown)) + (items.Length > Shown ? $", … ({items.Length} in all)" : "");
}
