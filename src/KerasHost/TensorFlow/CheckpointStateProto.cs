namespace KerasHost.TensorFlow;

/// <summary>What the file <c>checkpoint</c> of a folder tells.</summary>
/// <param name="model_checkpoint_path">The newest checkpoint.</param>
/// <param name="all_model_checkpoint_paths">All that are kept, oldest first.</param>
/// <param name="all_model_checkpoint_timestamps">When each was written, in seconds since 1970; empty when not known.</param>
/// <param name="last_preserved_timestamp">When one was last kept for good, in seconds since 1970, or null.</param>
public sealed record CheckpointStateProto(string model_checkpoint_path, IReadOnlyList<string> all_model_checkpoint_paths,
    IReadOnlyList<double> all_model_checkpoint_timestamps, double? last_preserved_timestamp);
