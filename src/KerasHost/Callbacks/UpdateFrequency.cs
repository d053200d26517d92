namespace KerasHost.Callbacks;

/// <summary>When TensorBoard gets the values of batches: "epoch" for never, "batch" for every batch, or after so many batches.</summary>
public readonly struct UpdateFrequency
{
    private UpdateFrequency(int? batches) => Batches = batches;

    /// <summary>The number of batches, or null for an epoch.</summary>
    internal int? Batches { get; }

    /// <summary>"epoch" or "batch".</summary>
    /// <exception cref="KerasValueException">Another text.</exception>
    public static implicit operator UpdateFrequency(string frequency) => frequency switch
    {
        "epoch" => default,
        "batch" => new(1),
        _ => throw new KerasValueException($"Unrecognized update_freq: {frequency}. Expected update_freq are \"epoch\", \"batch\" or integer"),
    };

    /// <summary>So many batches.</summary>
    public static implicit operator UpdateFrequency(int batches) => batches > 0 ? new(batches)
        : throw new KerasValueException($"`update_freq` must be positive. Received: update_freq={batches}");
}
