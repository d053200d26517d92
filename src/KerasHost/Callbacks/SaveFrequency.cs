namespace KerasHost.Callbacks;

/// <summary>When a checkpoint is written: after every epoch ("epoch"), or after so many batches.</summary>
public readonly struct SaveFrequency
{
    private SaveFrequency(int? batches) => Batches = batches;

    /// <summary>The number of batches, or null for an epoch.</summary>
    internal int? Batches { get; }

    /// <summary>"epoch".</summary>
    /// <exception cref="KerasValueException">Another text.</exception>
    public static implicit operator SaveFrequency(string epoch) => epoch == "epoch"
        ? default
        : throw new KerasValueException($"Unrecognized save_freq: {epoch}. Expected save_freq are \"epoch\" or integer");

    /// <summary>So many batches.</summary>
    public static implicit operator SaveFrequency(int batches) => new(batches);
}
